import type { InboxMessage, MessagePart } from '../../src/model/inbox';
import { kilobytes } from '../ui/kilobytes';
import './parts-tab.css';

/** The message as the tree that it is sent as. */
export function PartsTab({ message: { parts } }: { message: InboxMessage }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <div class="message-scroll" tabIndex={0}>
      <ul class="parts">
        <Part part={parts} />
      </ul>
    </div>
  );
}

function Part({ part }: { part: MessagePart }) {
  const { type, charset, encoding, bytes, filename, disposition, cid, isUsed, isCut } = part;
  const isLeaf = part.parts.length === 0;
  const facts = [isLeaf && encoding, charset, isLeaf && disposition, kilobytes(bytes)].filter(Boolean);
  return (
    <li>
      <p class="part">
        <b>{type}</b>
        {filename && <span class="part-name">{filename}</span>}
        <span class="part-facts">{facts.join(' · ')}</span>
        {cid !== undefined && (
          <span class={`chip ${isUsed ? 'chip-good' : ''}`}>{isUsed ? 'shown in the HTML' : 'not shown'}</span>
        )}
        {cid !== undefined && <code class="part-cid cut">cid:{cid}</code>}
      </p>
      {(part.parts.length > 0 || isCut) && (
        <ul>
          {part.parts.map((one, i) => (
            <Part key={i} part={one} />
          ))}
          {isCut && <li class="part-facts">The rest was not read.</li>}
        </ul>
      )}
    </li>
  );
}
