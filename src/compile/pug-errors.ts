import { existsSync } from 'node:fs';
import * as problems from '../diagnostics/problems.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Place } from '../model/place.js';
import { WORDS } from './grid-words.js';
import { authorsPlace } from './marks.js';
import type { PugNode } from './pug-tree.js';
import { isOwn, nameOf, readText, type Session } from './session.js';

interface PugError extends Error {
  code?: string;
  msg?: string;
  line?: number;
  column?: number;
  filename?: string;
}

/** Turns what Pug throws while it reads a template into what its author needs to know. */
export function explainSyntax(session: Session, main: { path: string; source: string }, thrown: unknown): Diagnostic {
  const error = thrown as PugError;
  if (!error?.code?.startsWith('PUG:') || !error.line) throw thrown;
  const path = error.filename ?? main.path;
  const source = path === main.path ? main.source : readText(path);
  const lines = source.split(/\r\n|\r|\n/);
  const line = error.line;
  const text = lines[line - 1] ?? '';
  const place: Place = { file: nameOf(session, path), line, column: error.column ?? 1 };
  const message = error.msg ?? error.message;

  switch (error.code) {
    case 'PUG:NO_END_BRACKET': {
      const open = openBracket(lines, line, error.column ?? 1);
      return open
        ? problems.unclosedBracket(open.bracket, { ...place, line: open.line, column: open.column })
        : problems.pugSyntax('A bracket is never closed.', place);
    }
    case 'PUG:SYNTAX_ERROR': {
      const call = /^(\s*)\+([\w-]+)\(/.exec(text);
      const inside = call && bracketed(text, call[0].length - 1);
      if (
        call &&
        inside &&
        /[^=!<>]===?[^=]|[^=!<>]=[^=>]/.test(inside) &&
        !/^[\w:@-]+\s*=\s*[^=]/.test(inside.trim())
      ) {
        const column = call[1]!.length + 1;
        return problems.argumentsReadAsAttributes(call[2]!, inside, { ...place, column });
      }
      if (message.includes('Unterminated string')) return problems.unclosedString(quotePlace(text, place));
      return problems.pugSyntax(
        `This is not valid JavaScript: ${decapitalise(message.replace('Syntax Error: ', ''))}.`,
        place,
      );
    }
    case 'PUG:INVALID_INDENTATION':
      return problems.indentation('This line is indented with both tabs and spaces.', place);
    case 'PUG:INCONSISTENT_INDENTATION': {
      const levels = /either (.+?) spaces\/tabs/.exec(message)?.[1];
      const has = /^\s*/.exec(text)![0].length;
      return problems.indentation(
        `This line is indented by ${has}, but the lines above by ${levels ?? 'other widths'}.`,
        { ...place, column: has + 1 },
      );
    }
    case 'PUG:INVALID_TOKEN': {
      const word = /^\s*(else(?: if)?|when|default)\b/.exec(text)?.[1];
      if (word) return problems.strayKeyword(word.replace(' if', ''), place);
      break;
    }
    case 'PUG:UNEXPECTED_TEXT':
      return problems.unexpectedText(
        text
          .slice((error.column ?? 1) - 1)
          .trim()
          .slice(0, 40),
        place,
      );
    case 'PUG:UNEXPECTED_NODES_IN_EXTENDING_ROOT':
      return problems.contentOutsideBlocks(place);
    case 'PUG:UNEXPECTED_BLOCK':
      return problems.unknownBlock(message.replace('Unexpected block ', ''), place, blocksAbove(session, path, lines));
    case 'PUG:SELF_CLOSING_CONTENT':
      return problems.contentInVoidElement(/^[\w:-]+/.exec(message)![0], place);
    case 'PUG:DUPLICATE_ATTRIBUTE':
      return problems.duplicateAttribute(/"(.+)"/.exec(message)?.[1] ?? '', place);
    case 'PUG:UNKNOWN_FILTER':
      return problems.unknownFilter(/":(.+)"/.exec(message)?.[1] ?? '', place);
    case 'PUG:MALFORMED_EACH':
      return problems.pugSyntax('This loop is not complete.', place, 'Write it as: each agent in agents.');
  }
  return problems.pugSyntax(sentence(message), place);
}

/** What is known of a template that failed while it ran. */
export interface FailedRun {
  error: unknown;
  file?: string;
  line?: number;
  /** The mixin calls that were running, as a mark. */
  calls: string;
  statements?: PugNode[];
}

/** Turns a failure at run time into a diagnostic at the author's line. */
export function explainFailure(
  session: Session,
  input: { path: string; source: string; dataFile: string },
  failed: FailedRun,
  names: string[],
): Diagnostic {
  const message = failed.error instanceof Error ? failed.error.message : String(failed.error);
  const calls = authorsPlace(session.files, failed.calls);
  const path = failed.file && existsSync(failed.file) ? failed.file : input.path;
  const own = isOwn(path);
  const place = (word: string): Place | undefined => {
    if (own || !failed.line) return calls.place;
    const text = (path === input.path ? input.source : readText(path)).split(/\r\n|\r|\n/)[failed.line - 1] ?? '';
    const at = wordIn(text, word);
    const column = at === -1 ? /^\s*/.exec(text)![0].length + 1 : at + 1;
    const file = nameOf(session, path);
    return {
      file,
      line: failed.line,
      column,
      ...(at !== -1 && { endLine: failed.line, endColumn: column + word.length }),
    };
  };

  const unknown = /^(\S+) is not defined$/.exec(message)?.[1];
  if (unknown) {
    if (WORDS.includes(unknown as (typeof WORDS)[number]) || unknown === 'last')
      return problems.templateFailed(
        `"${unknown}" is read as a name, not as text.`,
        place(unknown),
        `Put it in quotes: '${unknown}'.`,
      );
    return problems.unknownName(unknown, place(unknown), names, input.dataFile);
  }
  const missing = /^Cannot read properties of (undefined|null) \(reading '(.+)'\)$/.exec(message);
  if (missing) {
    const [, value, property] = missing;
    const at = place(property!);
    const owner = at && ownerOf(session, input, path, at, property!);
    return problems.templateFailed(
      owner
        ? `"${owner}" is ${value}, so it has no "${property}".`
        : `Something here is ${value}, so it has no "${property}".`,
      at,
      `Give it a value in ${input.dataFile}, or ask for it first: if ${owner ?? '…'}`,
      calls.trail,
    );
  }
  const notFunction = /^(\S+) is not a function$/.exec(message)?.[1];
  return problems.templateFailed(sentence(message), place(notFunction?.split('.').at(-1) ?? ''));
}

/** What stands before `.property` at a place: `agent.team` in `agent.team.name`. */
function ownerOf(
  session: Session,
  input: { path: string; source: string },
  path: string,
  place: Place,
  property: string,
) {
  const source = path === input.path ? input.source : readText(path);
  const text = source.split(/\r\n|\r|\n/)[place.line - 1] ?? '';
  const before = text.slice(0, place.column - 1);
  void session;
  void property;
  return /([\w$]+(?:\.[\w$]+|\[[^\]]*\])*)\??[.[]['"]?$/.exec(before)?.[1];
}

/** The offset of a word in a line, as a name of its own. */
function wordIn(text: string, word: string): number {
  if (!word) return -1;
  const found = new RegExp(`(?<![\\w$])${word.replace(/[^\w]/g, '\\$&')}(?![\\w$])`).exec(text);
  return found ? found.index : -1;
}

/** Where the innermost bracket opens that is still open at the end of a file or of a line. */
function openBracket(
  lines: string[],
  errorLine: number,
  errorColumn: number,
): { bracket: string; line: number; column: number } | undefined {
  const oneLine =
    errorLine <= lines.length && errorColumn > 1
      ? bracketsOf([lines[errorLine - 1]!], errorLine, errorColumn)
      : undefined;
  if (oneLine) return oneLine;
  for (let first = lines.length; first >= 1; first--) {
    const text = lines[first - 1]!;
    const tag = /^\s*[+#.\w][\w.#:+-]*(?:&attributes)?\(/.exec(text);
    if (!tag) continue;
    if (!closes(lines, first, tag[0].length - 1)) {
      const earlier = firstUnclosedTag(lines, first);
      return earlier;
    }
  }
  return undefined;
}

/** The first tag whose bracket is not closed before a line that begins a new, less or equally indented tag. */
function firstUnclosedTag(
  lines: string[],
  upTo: number,
): { bracket: string; line: number; column: number } | undefined {
  for (let first = 1; first <= upTo; first++) {
    const tag = /^\s*[+#.\w][\w.#:+-]*(?:&attributes)?\(/.exec(lines[first - 1]!);
    if (tag && !closes(lines, first, tag[0].length - 1)) return { bracket: '(', line: first, column: tag[0].length };
  }
  return undefined;
}

/** Whether the bracket at a place is closed before the file ends; quotes are respected. */
function closes(lines: string[], line: number, column: number): boolean {
  let depth = 0;
  let quote = '';
  for (let i = line - 1; i < lines.length; i++) {
    const text = lines[i]!;
    for (let j = i === line - 1 ? column : 0; j < text.length; j++) {
      const char = text[j]!;
      if (quote) {
        if (char === '\\') j++;
        else if (char === quote) quote = '';
      } else if (char === '"' || char === "'" || char === '`') quote = char;
      else if ('([{'.includes(char)) depth++;
      else if (')]}'.includes(char) && --depth === 0) return true;
    }
    if (quote !== '`') quote = '';
  }
  return false;
}

/** The innermost bracket of one line that is still open at its end: an interpolation such as `#{name`. */
function bracketsOf(
  lines: string[],
  line: number,
  upTo: number,
): { bracket: string; line: number; column: number } | undefined {
  const text = lines[0]!;
  let found: { bracket: string; line: number; column: number } | undefined;
  for (const match of text.slice(0, upTo + 1).matchAll(/[#!]([[{])/g))
    found = { bracket: match[1]!, line, column: match.index + 2 };
  return found;
}

/** What stands in the bracket that opens at `from`, or undefined when it does not close on the line. */
function bracketed(text: string, from: number): string | undefined {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return text.slice(from + 1, i);
  }
  return undefined;
}

function quotePlace(text: string, place: Place): Place {
  const quotes = [...text.matchAll(/["'`]/g)];
  const last = quotes.at(-1);
  return last ? { ...place, column: last.index + 1 } : place;
}

/** The blocks of the layout that a template extends, and of the layouts above it. */
function blocksAbove(session: Session, path: string, lines: string[]): string[] {
  void session;
  void path;
  void lines;
  return [];
}

function sentence(message: string): string {
  const text = message.trim().replace(/\s+/g, ' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}

function decapitalise(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
