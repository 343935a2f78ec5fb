import { useDetail } from '../state/detail';
import type { Panel } from './panel';
import './subject.css';
import { fitLine } from './fit-line';
import { Waiting } from './waiting';

/** What subject and preheader have for themselves in a browser's window of 1440 px. */
const DESKTOP_LINE = 850;

export const subject: Panel = { id: 'subject', title: 'Subject', icon: 'subject', shortcut: 's', Panel: Subject };

/** How subject and preheader look in lists of messages. */
function Subject() {
  const detail = useDetail();
  if (!detail) return <Waiting />;
  const { subject, preheader, name } = detail;
  const line = { subject: subject || '(no subject)', preheader: preheader || snippetOf(detail.text) };
  return (
    <>
      <section class="panel-section">
        <h3>Desktop, on one line of {DESKTOP_LINE} px</h3>
        <div class="mail-list">
          <Neighbour />
          <div class="mail-row is-unread" data-row="desktop">
            <p class="mail-head">
              <b class="cut">{senderOf(name)}</b>
              <time>10:24</time>
            </p>
            <OneLine {...line} />
          </div>
          <Neighbour />
        </div>
      </section>
      <section class="panel-section">
        <h3>Phone</h3>
        <div class="mail-list mail-phone">
          <div class="mail-card" data-row="phone">
            <span class="mail-dot" />
            <p class="mail-head">
              <b class="cut">{senderOf(name)}</b>
              <time>10:24</time>
            </p>
            <p class="mail-card-subject cut">{line.subject}</p>
            <p class="mail-card-snippet">{line.preheader}</p>
          </div>
          <div class="mail-card is-ghost" aria-hidden="true">
            <i style={{ width: '38%' }} />
            <i style={{ width: '74%' }} />
            <i style={{ width: '90%' }} />
          </div>
        </div>
      </section>
      <section class="panel-section">
        <h3>Length</h3>
        <dl class="facts">
          <dt>Subject</dt>
          <dd>{subject ? lengthOf(subject, 'Phones show about the first 40') : 'There is none'}</dd>
          <dt>Preheader</dt>
          <dd>
            {preheader
              ? lengthOf(preheader, 'Most lists show 40 to 90')
              : 'There is none: lists show the beginning of the text'}
          </dd>
        </dl>
      </section>
    </>
  );
}

/** What a line has room for, and after it what readers do not see. */
function OneLine({ subject, preheader }: { subject: string; preheader: string }) {
  const shown = fitLine(subject, preheader, DESKTOP_LINE);
  const rest = (subject + preheader).length - (shown.subject + shown.preheader).length;
  const after = preheader.slice(shown.preheader.length);
  return (
    <p class="mail-line">
      <b>{shown.subject}</b>
      {shown.preheader && <span> – {shown.preheader}</span>}
      {rest > 0 && (
        <>
          <span class="mail-cut" title="Cut off here">
            …
          </span>
          <s class="mail-unseen">
            {subject.slice(shown.subject.length)}
            {after}
          </s>
        </>
      )}
    </p>
  );
}

/** A message between which this one stands. */
function Neighbour() {
  return (
    <div class="mail-row is-ghost" aria-hidden="true">
      <i style={{ width: '84px' }} />
      <i style={{ flex: 1 }} />
      <i style={{ width: '28px' }} />
    </div>
  );
}

function lengthOf(text: string, says: string): string {
  const length = [...text].length;
  return `${length} character${length === 1 ? '' : 's'}. ${says}.`;
}

function senderOf(name: string): string {
  return name
    .split('/')
    .at(-1)!
    .replaceAll('-', ' ')
    .replace(/^./, (first) => first.toUpperCase());
}

function snippetOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 200);
}
