import type { EmailSize } from '../../src/model/protocol';
import { openPanel } from '../panels/open-panel';
import { kilobytes } from '../ui/kilobytes';

/** How much of what Gmail shows is used up. */
export function SizeMeter({ size: { bytes, limit } }: { size: EmailSize }) {
  const share = bytes / limit;
  const state = share >= 1 ? 'is-over' : share > 0.85 ? 'is-near' : '';
  return (
    <button
      type="button"
      class={`meter tip tip-below ${state}`}
      data-tip={share >= 1 ? 'Gmail clips this email' : `${Math.round(share * 100)}% of what Gmail shows`}
      aria-label={`${kilobytes(bytes)} of ${kilobytes(limit)}${share >= 1 ? ': Gmail clips this email' : ''}`}
      onClick={() => openPanel('size')}
    >
      <span class="meter-bar">
        <span style={{ width: `${Math.min(100, share * 100)}%` }} />
      </span>
      {kilobytes(bytes)}
    </button>
  );
}
