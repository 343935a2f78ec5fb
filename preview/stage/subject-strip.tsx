import { openPanel } from '../panels/open-panel';
import { useDetail } from '../state/detail';
import type { Shown } from '../state/shown';
import { SizeMeter } from './size-meter';
import './subject-strip.css';

/** The email as a line of an inbox, and its weight. */
export function SubjectStrip({ scenario }: Pick<Shown, 'scenario'>) {
  const detail = useDetail();
  const { subject, preheader } = detail ?? scenario;
  return (
    <div class="strip">
      <button type="button" class="strip-line cut" onClick={() => openPanel('subject')}>
        <span class="unseen">Subject and preheader: </span>
        <span class={subject ? 'strip-subject' : 'strip-none'}>{subject || 'No subject'}</span>
        {preheader && <span class="strip-preheader"> — {preheader}</span>}
      </button>
      {detail && <SizeMeter size={detail.size} />}
    </div>
  );
}
