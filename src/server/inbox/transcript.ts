import type { TranscriptLine } from '../../model/inbox.js';

/** More lines than these, and longer ones, say nothing new. */
const MOST_LINES = 300;
const LONGEST = 300;

/** What is said on each connection, without passwords. */
export interface Transcripts {
  /** In the form in which smtp-server reports. */
  logger: Record<'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal', (...said: unknown[]) => void>;
  /** How the connection began, and what was said of the message that is on its way; what is said later is added. */
  of(connection: string): readonly TranscriptLine[];
  end(connection: string): void;
}

export function createTranscripts(): Transcripts {
  const connections = new Map<string, { opening?: TranscriptLine[]; lines: TranscriptLine[] }>();

  function note(entry: unknown, mark: unknown, said: unknown): void {
    const { cid, tnx } = entry as { cid?: unknown; tnx?: unknown };
    if (typeof cid !== 'string' || (tnx !== 'send' && tnx !== 'command' && tnx !== 'data')) return;
    const known = connections.get(cid) ?? { lines: [] };
    connections.set(cid, known);
    const text = tnx === 'data' ? `(${said} bytes of message)` : withoutLogin(String(said));
    if (tnx === 'command' && /^mail from/i.test(text)) {
      known.opening ??= known.lines;
      known.lines = [...known.opening];
    }
    for (const line of String(mark).startsWith('S:') ? text.trimEnd().split(/\r?\n/) : [text.trimEnd()])
      if (known.lines.length < MOST_LINES)
        known.lines.push({ from: tnx === 'send' ? 'server' : 'client', line: line.slice(0, LONGEST) });
  }

  const silent = () => {};
  return {
    logger: { trace: silent, debug: note, info: silent, warn: silent, error: silent, fatal: silent },
    of: (connection) => connections.get(connection)?.lines ?? [],
    end: (connection) => void connections.delete(connection),
  };
}

/** The server leaves out what follows the name of a login; whatever else stands there goes as well. */
function withoutLogin(line: string): string {
  if (line === '/* secured */') return '(left out)';
  const [, mechanism] = /^auth\b\s*(plain|login|cram-md5|xoauth2)?/i.exec(line) ?? ['', ''];
  return /^auth\b/i.test(line) ? `AUTH ${mechanism ?? ''} (left out)`.replace('  ', ' ') : line;
}
