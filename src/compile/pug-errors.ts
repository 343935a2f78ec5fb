import * as problems from '../diagnostics/problems.js';
import { lineAt, offsetAt } from '../document/positions.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { explainBracket } from './pug-bracket-errors.js';
import { explainExpression } from './pug-expression-errors.js';
import { indentOf, type PugFound, placeOnLine, shorten } from './pug-found.js';
import { describeIndentation, explainMixedIndentation } from './pug-indentation-errors.js';
import { NotJavaScript, type PugReading } from './pug-reading.js';
import { nameOf, readText, type Session } from './session.js';

interface PugError extends Error {
  code?: string;
  msg?: string;
  line?: number;
  column?: number;
  filename?: string;
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
  const found: PugFound = {
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

const EXPLANATIONS: Record<string, (found: PugFound) => Diagnostic> = {
  NO_END_BRACKET: explainBracket,
  BRACKET_MISMATCH: explainBracket,
  INVALID_INDENTATION: explainMixedIndentation,
  INCONSISTENT_INDENTATION(found) {
    const [, one, other] = /either (\d+) or (\d+)/.exec(found.message)!;
    const indent = indentOf(found.text);
    const message = `This line is indented by ${describeIndentation(indent)}, but the lines above by ${one} or ${other}.`;
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
    problems.unknownBlock(found.message.replace('Unexpected block ', ''), placeOnLine(found, found.column - 1), []),
  SELF_CLOSING_CONTENT: (found) =>
    problems.contentInVoidElement(/^[\w:-]+/.exec(found.message)![0], placeOnLine(found, found.column - 1)),
  DUPLICATE_ATTRIBUTE(found) {
    const name = /"(.+)"/.exec(found.message)?.[1] ?? '';
    return problems.duplicateAttribute(name, placeOnLine(found, found.column - 1, name.length));
  },
  MALFORMED_EACH: (found) =>
    plain(
      found,
      /\b(each|for)\s*[{[]/.test(found.text)
        ? ['What a loop goes over has a name of its own.', 'Name it, and take it apart below: - const { name } = agent']
        : [
            found.message.includes('prefixed') ? 'A loop does not begin with "-".' : 'This loop is not complete.',
            'Write it as: each agent in agents',
          ],
    ),
  UNKNOWN_FILTER(found) {
    const name = /":(.+)"/.exec(found.message)?.[1] ?? '';
    return problems.unknownFilter(name, placeOnLine(found, found.column - 1, name.length + 1));
  },
};

function plain(found: PugFound, [message, hint]: [string, string?] = [sentence(found.message)]): Diagnostic {
  return problems.pugSyntax(message, placeOnLine(found, found.column - 1), hint);
}

function explainToken(found: PugFound): Diagnostic {
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

function sentence(message: string): string {
  const text = message.trim().replace(/\s+/g, ' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
