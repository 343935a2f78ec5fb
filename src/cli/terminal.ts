import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeFrame } from '../diagnostics/code-frame.js';
import type { Diagnostic, Severity } from '../model/diagnostic.js';
import type { Place } from '../model/place.js';

/** The only part of Jink that prints. Machine output goes to stdout, everything for people to stderr. */
export interface Terminal {
  /** To stdout, exactly. */
  output(text: string): void;
  /** To stderr, unless quiet. */
  say(text: string): void;
  /** To stderr, also when quiet. */
  complain(text: string): void;
  diagnostics(diagnostics: readonly Diagnostic[], root: string): void;
  /** Whether somebody watches stderr on a terminal. */
  isInteractive: boolean;
  /** One line that the next one replaces, only where somebody watches; no newline in it. */
  status(text: string): void;
  style(style: Style, text: string): string;
}

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'blue' | 'green' | 'cyan' | 'white on black';

const CODES: Record<Style, [on: number | string, off: number | string]> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  blue: [34, 39],
  green: [32, 39],
  cyan: [36, 39],
  'white on black': ['97;40', '39;49'],
};

/** Back to the beginning of the line, and nothing in it. */
const ERASE = '\r\u001B[K';

const COLOURS: Record<Severity, Style> = { error: 'red', warning: 'yellow', info: 'blue' };

/** Where a terminal prints. */
export interface Streams {
  stdout(text: string): void;
  stderr(text: string): void;
  /** Whether colours are shown and not read. */
  colour: boolean;
  /** How wide the terminal behind stderr is; undefined where there is none. */
  width?: () => number;
}

export function processStreams(): Streams {
  return {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    colour: process.stderr.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
    ...(process.stderr.isTTY && process.env.TERM !== 'dumb' && { width: () => process.stderr.columns || 80 }),
  };
}

export function createTerminal({ stdout, stderr, colour, width }: Streams, { quiet = false } = {}): Terminal {
  const style = (name: Style, text: string) =>
    colour ? `\u001B[${CODES[name][0]}m${text}\u001B[${CODES[name][1]}m` : text;
  let hasStatus = false;
  const complain = (text: string) => {
    stderr(`${hasStatus ? ERASE : ''}${hideSecrets(text)}\n`);
    hasStatus = false;
  };
  return {
    output: stdout,
    say: (text) => void (quiet || complain(text)),
    complain,
    isInteractive: width !== undefined && !quiet,
    status(text) {
      if (!width || quiet) return;
      stderr(`${ERASE}${[...text].slice(0, width() - 1).join('')}`);
      hasStatus = true;
    },
    style,
    diagnostics(diagnostics, root) {
      const shown = quiet ? diagnostics.filter(({ severity }) => severity === 'error') : diagnostics;
      for (const diagnostic of shown) complain(`${formatDiagnostic(diagnostic, root, style)}\n`);
    },
  };
}

/** `file:line:column  severity  message  code`, the author's lines with a caret, the hint, and the calls above. */
export function formatDiagnostic(
  { place, severity, message, code, hint, trail }: Diagnostic,
  root: string,
  style: (name: Style, text: string) => string = (_, text) => text,
): string {
  const where = place ? `${style('cyan', `${place.file}:${place.line}:${place.column}`)}  ` : '';
  const lines = [`${where}${style(COLOURS[severity], severity)}  ${style('bold', message)}  ${style('dim', code)}`];
  const frame = place && frameOf(place, root);
  if (frame) lines.push(indent(frame));
  if (hint) lines.push(`  ${hint}`);
  for (const call of trail ?? []) lines.push(style('dim', `  called at ${call.file}:${call.line}:${call.column}`));
  return lines.join('\n');
}

/** Text without the passwords of addresses such as `smtp://user:password@host`, nor those that a config names. */
function hideSecrets(text: string): string {
  const stars = (_: string, before: string, secret: string) => before + '*'.repeat(secret.length);
  // A key that stands in a config: its beginning shows that it is one, and its end may be out of sight.
  const key = (whole: string) => whole.replace(/[\w+/=]{12,}/g, (letters) => '*'.repeat(letters.length));
  return text
    .replace(/(\b[a-z][a-z\d+.-]*:\/\/[^\s/:@'"]*:)((?!password@)[^\s'"]+)(?=@)/gi, stars)
    .replace(/(\b(?:pass|password)['"]?\s*:\s*['"`])([^'"`\n]+)/gi, stars)
    .replace(/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END|$)/g, key);
}

function frameOf(place: Place, root: string): string {
  try {
    return codeFrame(readFileSync(join(root, place.file), 'utf8').replace(/^\uFEFF/, ''), place);
  } catch {
    return ''; // the file is gone, or is a folder
  }
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
