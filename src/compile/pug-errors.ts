import * as problems from '../diagnostics/problems.js';
import { lineAt, offsetAt, positionAt } from '../document/positions.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Place } from '../model/place.js';
import { type BracketProblem, closingBracket, findBracketProblem } from './brackets.js';
import { explainBrackets, explainJavaScript } from './javascript.js';
import { NotJavaScript, type PugReading } from './pug-reading.js';
import { nameOf, readText, type Session } from './session.js';

interface PugError extends Error {
  code?: string;
  msg?: string;
  line?: number;
  column?: number;
  filename?: string;
}

/** An error of Pug's and the file it stands in. */
interface Found {
  file: string;
  /** With `\n` only, as Pug counts. */
  source: string;
  /** What Pug says. */
  message: string;
  line: number;
  column: number;
  /** The whole line. */
  text: string;
  /** Where what Pug read last began, as an offset. */
  token: number;
}

/** Turns what Pug throws while it reads a template into what its author needs to know. */
export function explainSyntax(
  session: Session,
  main: { path: string; source: string },
  thrown: unknown,
  reading: PugReading,
): Diagnostic {
  const error = thrown as PugError;
  const isExpression = thrown instanceof NotJavaScript;
  if (!isExpression && !(error?.code?.startsWith('PUG:') && error.line)) throw thrown;
  const path = isExpression ? thrown.path : (error.filename ?? main.path);
  const source = (path === main.path ? main.source : readText(path)).replace(/\r\n?/g, '\n');
  const { line, column } = isExpression ? thrown.near : { line: error.line!, column: error.column ?? 1 };
  const found: Found = {
    file: nameOf(session, path),
    source,
    message: error.msg ?? error.message,
    line,
    column,
    text: lineAt(source, line),
    token: offsetAt(source, reading.token()),
  };
  if (isExpression) return explainExpression(found, thrown);
  const code = error.code!.slice('PUG:'.length);
  return EXPLANATIONS[code]?.(found) ?? plain(found, SENTENCES[code]);
}

/** What is said of errors that need no more than their place. */
const SENTENCES: Record<string, [message: string, hint?: string]> = {
  INVALID_ID: ['This "#" is not followed by an id.', 'Ids have letters, digits, "-" and "_", as in p#intro.'],
  INVALID_CLASS_NAME: [
    'This "." is not followed by a class.',
    'Classes written like this have letters, digits, "-" and "_", and at least one letter; others go into class="…".',
  ],
  INVALID_KEY_CHARACTER: ['Two attributes need a space or a comma between them.'],
  NO_INCLUDE_PATH: ['This "include" does not say which file.', 'Write its path behind it, as in: include _footer'],
  MALFORMED_INCLUDE: ['This "include" does not say which file.', 'Write its path behind it, as in: include _footer'],
  NO_EXTENDS_PATH: ['This "extends" does not say which layout.', 'Write its path behind it: extends jink/layout'],
  MALFORMED_EXTENDS: ['This "extends" does not say which layout.', 'Write its path behind it: extends jink/layout'],
  EXTENDS_NOT_FIRST: ['"extends" must be the first line of a file, and the only one.', 'Move it to the top.'],
  NO_CASE_EXPRESSION: ['This "case" does not say of what.', 'Write the value behind it, as in: case status'],
  NO_WHEN_EXPRESSION: ['This "when" has no value.', `Write it behind it, as in: when 'open'`],
  NO_WHILE_EXPRESSION: ['This "while" has no condition.', 'Write it behind it, as in: while count < 3'],
  DEFAULT_WITH_EXPRESSION: ['"default" has no value.', 'Use "when" for a value.'],
  ELSE_CONDITION: ['"else" has no condition.', 'Use "else if" for one.'],
  MALFORMED_EACH_OF_LVAL: ['This loop is not complete.', 'Write it as: each agent of agents'],
  BLOCK_OUTISDE_MIXIN: [
    'This block has no name.',
    'Name it, as in: block body. Only in a mixin, "block" alone stands for what its caller indents under the call.',
  ],
  RAW_INCLUDE_BLOCK: ['Nothing can be indented under the include of a text.', 'Indent the following lines less.'],
  MIXIN_WITHOUT_BODY: [
    'This mixin has no content.',
    'Indent what it stands for; to call it, write "+" instead of "mixin".',
  ],
  DUPLICATE_ID: ['This element has two ids.', 'Keep one of them.'],
  FILTER_OPTION_NOT_CONSTANT: ['Jink has no filters.', 'A mixin or a helper does the same.'],
  INCORRECT_NESTING: ['The brackets of these attributes do not match.'],
};

const EXPLANATIONS: Record<string, (found: Found) => Diagnostic> = {
  NO_END_BRACKET: explainBracket,
  BRACKET_MISMATCH: explainBracket,
  INVALID_INDENTATION: explainMixedIndentation,
  INCONSISTENT_INDENTATION(found) {
    const [, one, other] = /either (\d+) or (\d+)/.exec(found.message)!;
    const indent = indentOf(found.text);
    const message = `This line is indented by ${describe(indent)}, but the lines above by ${one} or ${other}.`;
    return problems.indentation(message, placeOnLine(found, indent.length));
  },
  BLOCK_IN_BUFFERED_CODE: (found) => problems.indentedUnderText(placeOnLine(found, indentOf(found.text).length)),
  INVALID_TOKEN: explainToken,
  UNEXPECTED_TEXT(found) {
    const rest = found.text.slice(found.column - 1).trim();
    const atStart = indentOf(found.text).length === found.column - 1;
    return atStart
      ? problems.unexpectedText(shorten(rest), placeOnLine(found, found.column - 1))
      : problems.pugSyntax(
          `Pug does not expect "${shorten(rest)}" here.`,
          placeOnLine(found, found.column - 1),
          'A space separates a tag from its text.',
        );
  },
  UNEXPECTED_NODES_IN_EXTENDING_ROOT: (found) =>
    problems.contentOutsideBlocks(/^\S*/.exec(found.text)![0], placeOnLine(found, found.column - 1)),
  UNEXPECTED_BLOCK: (found) =>
    problems.unknownBlock(found.message.replace('Unexpected block ', ''), wholePlace(found), []),
  SELF_CLOSING_CONTENT: (found) =>
    problems.contentInVoidElement(/^[\w:-]+/.exec(found.message)![0], placeOnLine(found, found.column - 1)),
  DUPLICATE_ATTRIBUTE(found) {
    const name = /"(.+)"/.exec(found.message)?.[1] ?? '';
    return problems.duplicateAttribute(name, placeOnLine(found, found.column - 1, name.length));
  },
  MALFORMED_EACH: (found) =>
    plain(found, [
      found.message.includes('prefixed') ? 'A loop does not begin with "-".' : 'This loop is not complete.',
      'Write it as: each agent in agents',
    ]),
  UNKNOWN_FILTER(found) {
    const name = /":(.+)"/.exec(found.message)?.[1] ?? '';
    return problems.unknownFilter(name, placeOnLine(found, found.column - 1, name.length + 1));
  },
};

function plain(found: Found, [message, hint]: [string, string?] = [sentence(found.message)]): Diagnostic {
  return problems.pugSyntax(message, placeOnLine(found, found.column - 1), hint);
}

/** An interpolation ends on its line; the brackets of attributes and calls may go over many. */
function explainBracket(found: Found): Diagnostic {
  const { source, token } = found;
  const start = offsetAt(source, { line: found.line, column: 1 });
  if (found.message.includes('interpolation') || /^(\||[^(\n]*[#!]\{)/.test(source.slice(token).split('\n')[0]!)) {
    const inText = findInterpolationProblem(source, start, start + found.text.length);
    if (inText) return explainBrackets(source, inText, placeIn(found));
  }
  const place = placeIn(found);
  const bracket = source.slice(token).search(/[([{]/) + token;
  const endOfLine = source.indexOf('\n', bracket);
  const line = source.slice(bracket, endOfLine === -1 ? source.length : endOfLine);
  const quote = line.search(/(?<=[=(,:+]\s*)[“”„‘’‚«»]/);
  if (quote !== -1) return problems.writtenQuote(line[quote]!, place(bracket + quote));
  const inCode = findBracketProblem(source, bracket);
  if (inCode) return explainBrackets(source, inCode, place);
  // Its brackets match, but not for Pug, which knows comments in attributes.
  const comment = line.search(/(?<!:)\/\//);
  if (comment !== -1)
    return problems.invalidCode(
      'A comment cannot stand here.',
      place(bracket + comment, 2),
      'Give it a line of its own that starts with "//-".',
    );
  return problems.unclosedBracket(source[bracket]!, place(bracket));
}

/** The first `#{`, `!{` or `#[` between two offsets that does not match. */
function findInterpolationProblem(source: string, from: number, end: number): BracketProblem | undefined {
  for (let i = from; i < end; i++) {
    if (source[i] === '\\') i++;
    else if (source.startsWith('#[', i)) {
      // Pug stands in it, where quotes are text.
      const inside = source.slice(i + 1, end).replace(/[^[\]]/g, '');
      if (!isBalanced(inside)) return { kind: 'unclosed', offset: i + 1 };
    } else if (/^[#!]\{/.test(source.slice(i, i + 2))) {
      const close = closingBracket(source, i + 1, end);
      if (close === undefined) return findBracketProblem(source, i + 1, end);
      i = close;
    }
  }
  return undefined;
}

/** Whether the bracket that a row of square brackets begins with is closed in it. */
function isBalanced(brackets: string): boolean {
  let depth = 0;
  for (const bracket of brackets) {
    depth += bracket === '[' ? 1 : -1;
    if (depth === 0) return true;
  }
  return false;
}

function explainExpression(found: Found, { expression, problem, near }: NotJavaScript): Diagnostic {
  const { source, token } = found;
  const inCall = /\+([\w-]+) *$/.exec(source.slice(0, token))?.[1];
  let at = source.indexOf(expression, offsetAt(source, near));
  if (at === -1) {
    // A call's arguments are checked as an array.
    const inner = source.indexOf(expression.slice(1, -1), offsetAt(source, near));
    at = inner === -1 ? offsetAt(source, near) : inner - 1;
  }
  const place = placeIn(found);
  if (source[token] === '(' && /^[=>]/.test(expression)) {
    const operator = `=${/^[=>]+/.exec(expression)![0]}`;
    const end = closingBracket(source, token) ?? source.length;
    const whole = source.slice(token + 1, end);
    const operatorPlace = place(source.lastIndexOf('=', at - 1), operator.length);
    if (inCall) return problems.argumentsReadAsAttributes(inCall, operator, whole, operatorPlace);
    return problems.comparisonInAttributes(operator, operatorPlace);
  }
  if (source[token] === '(' && /^[\w:-]+\s*!?=[^=]/.test(expression.slice(problem.offset)))
    return problems.pugSyntax('Two attributes need a space or a comma between them.', place(at + problem.offset));
  const [assigned = '', name] = /([\w:@.-]+)\s*!?=\s*$/.exec(source.slice(token, at)) ?? [];
  if (source[token] === '(' && name && /^[\w:-]+\s*!?=[^=]/.test(expression))
    return problems.attributeWithoutValue(name, place(at - assigned.length, name.length));
  if (expression.trim() === '') {
    const word = /^\s*(if|unless|else if|while|when|case)\b/.exec(found.text);
    if (word)
      return problems.missingCondition(word[1]!, placeOnLine(found, word[0].length - word[1]!.length, word[1]!.length));
  }
  return explainJavaScript(expression, problem, (offset, length) => place(at + offset, length));
}

function explainToken(found: Found): Diagnostic {
  const { message, text, column } = found;
  const keyword = /^\s*(else(?: if)?|when|default)\b/.exec(text)?.[1];
  const indent = indentOf(text).length;
  if (message.includes('expected "when", "default"'))
    return problems.pugSyntax('Only "when" and "default" can stand directly under "case".', placeOnLine(found, indent));
  if (keyword) return problems.strayKeyword(keyword, placeOnLine(found, indent, keyword.length));
  if (/"indent"|`indent`/.test(message)) return problems.indentedUnderText(placeOnLine(found, indent));
  const rest = text.slice(column - 1).trim();
  if (rest === '' || /"(newline|eos|outdent)"/.test(message)) {
    const end = text.trimEnd().length;
    return problems.pugSyntax('Something is missing at the end of this line.', placeOnLine(found, end));
  }
  const glued = column > 1 && !/\s/.test(text[column - 2]!);
  return problems.pugSyntax(
    `Pug does not expect "${shorten(rest)}" here.`,
    placeOnLine(found, column - 1),
    glued ? 'A space separates a tag from its text.' : undefined,
  );
}

function explainMixedIndentation(found: Found): Diagnostic {
  const { source, text, line } = found;
  const indent = indentOf(text);
  const above = source
    .split('\n')
    .slice(0, line - 1)
    .map(indentOf)
    .findLast((white) => white !== '');
  const message =
    indent.includes(' ') && indent.includes('\t')
      ? `This line is indented by ${describe(indent)}.`
      : `This line is indented by ${describe(indent)}, but the lines above by ${above?.includes('\t') ? 'tabs' : 'spaces'}.`;
  return problems.indentation(message, { ...placeOnLine(found, 0, indent.length) });
}

/** `a tab and 2 spaces`. */
function describe(indent: string): string {
  return (indent.match(/\t+| +/g) ?? [])
    .map((run) => {
      const kind = run[0] === '\t' ? 'tab' : 'space';
      return run.length === 1 ? `a ${kind}` : `${run.length} ${kind}s`;
    })
    .join(' and ');
}

function indentOf(text: string): string {
  return /^[ \t]*/.exec(text)![0];
}

function placeIn({ file, source }: Found): (offset: number, length?: number) => Place {
  return (offset, length = 1) => {
    const start = positionAt(source, offset);
    return { file, ...start, endLine: start.line, endColumn: start.column + length };
  };
}

function placeOnLine({ file, line }: Found, index: number, length = 1): Place {
  return { file, line, column: index + 1, endLine: line, endColumn: index + 1 + length };
}

function wholePlace(found: Found): Place {
  const indent = indentOf(found.text).length;
  return placeOnLine(found, indent, found.text.trim().length);
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function sentence(message: string): string {
  const text = message.trim().replace(/\s+/g, ' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
