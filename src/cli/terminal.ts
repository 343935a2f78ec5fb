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

const COLOURS: Record<Severity, Style> = { error: 'red', warning: 'yellow', info: 'blue' };

/** Where a terminal prints. */
export interface Streams {
  stdout(text: string): void;
  stderr(text: string): void;
  /** Whether colours are shown and not read. */
  colour: boolean;
}

export function processStreams(): Streams {
  return {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    colour: process.stderr.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
  };
}

export function createTerminal({ stdout, stderr, colour }: Streams, { quiet = false } = {}): Terminal {
  const style = (name: Style, text: string) =>
    colour ? `\u001B[${CODES[name][0]}m${text}\u001B[${CODES[name][1]}m` : text;
  const complain = (text: string) => stderr(`${hideSecrets(text)}\n`);
  return {
    output: stdout,
    say: (text) => void (quiet || complain(text)),
    complain,
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
