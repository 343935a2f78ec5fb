import { useDetail } from '../state/detail';
import { kilobytes } from '../ui/kilobytes';
import type { Panel } from './panel';
import './size.css';
import { Waiting } from './waiting';

export const size: Panel = { id: 'size', title: 'Size', icon: 'size', shortcut: 'g', Panel: Size };

/** The email's weight, and what it is made of. */
function Size() {
  const detail = useDetail();
  if (!detail) return <Waiting />;
  const { bytes, limit, parts } = detail.size;
  const share = bytes / limit;
  const state = share >= 1 ? 'is-over' : share > 0.85 ? 'is-near' : '';
  const most = Math.max(...parts.map((part) => part.bytes), 1);
  return (
    <>
      <section class={`panel-section size ${state}`}>
        <p class="size-sum">
          <strong>{kilobytes(bytes)}</strong> of {kilobytes(limit)}
        </p>
        <div class="size-bar">
          <span style={{ width: `${Math.min(100, share * 100)}%` }} />
        </div>
        <p class="size-says">
          {share >= 1
            ? 'Gmail clips this email: readers see the rest only after a click, and opens may not be counted.'
            : share > 0.85
              ? 'Close to what Gmail shows before it clips an email. Longer data may be too much.'
              : `Gmail shows all of it, with ${kilobytes(limit - bytes)} to spare.`}
        </p>
      </section>
      <section class="panel-section">
        <h3>What the bytes are spent on</h3>
        <table class="size-parts">
          <tbody>
            {parts.map(({ label, bytes: own }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td class="size-part-bar">
                  <span style={{ width: `${(own / most) * 100}%` }} />
                </td>
                <td>{kilobytes(own)}</td>
                <td>{Math.round((own / Math.max(1, bytes)) * 100)}%</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
