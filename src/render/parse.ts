import { createRequire } from 'node:module';

/*
 * The door to Handlebars: its parser alone is loaded, when a template is first read. The types are those parts of its
 * tree that Jink looks at.
 */

export interface Program {
  type: 'Program';
  body: Statement[];
  blockParams?: string[];
}

interface Located {
  /** Lines count from 1, columns from 0. */
  loc: { start: Position; end: Position };
}

interface Position {
  line: number;
  column: number;
}

interface Call extends Located {
  params: Expression[];
  hash?: { pairs: { key: string; value: Expression }[] };
}

export interface Mustache extends Call {
  type: 'MustacheStatement' | 'Decorator';
  path: Path | Literal;
  escaped: boolean;
}

export interface Block extends Call {
  type: 'BlockStatement' | 'DecoratorBlock';
  path: Path | Literal;
  program?: Program;
  inverse?: Program;
}

export interface Partial extends Located {
  type: 'PartialStatement' | 'PartialBlockStatement';
  name: Path | SubExpression;
}

export interface Content extends Located {
  type: 'ContentStatement';
  value: string;
}

export interface Comment extends Located {
  type: 'CommentStatement';
}

export type Statement = Mustache | Block | Partial | Content | Comment;

export interface SubExpression extends Call {
  type: 'SubExpression';
  path: Path | Literal;
}

export interface Path extends Located {
  type: 'PathExpression';
  /** `@index` */
  data: boolean;
  /** How many `../` there are. */
  depth: number;
  parts: string[];
  original: string;
}

export interface Literal extends Located {
  type: 'StringLiteral' | 'NumberLiteral' | 'BooleanLiteral' | 'NullLiteral' | 'UndefinedLiteral';
  value?: string | number | boolean;
}

export type Expression = Path | Literal | SubExpression;

/** Why a text is no Handlebars template; `offset` is where reading it ended. */
export class TagError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

interface Base {
  parse(text: string): Program;
  parser: { parseError?: (message: string, details: Details) => never };
}

interface Details {
  line?: number;
  token?: string | null;
  loc?: { last_line: number; last_column: number };
}

/**
 * Reads a Handlebars template; white space control and standalone tags have done their work in the tree.
 * @throws {TagError} when Handlebars cannot read it
 */
export function parseTemplate(text: string): Program {
  const base = createRequire(import.meta.url)('handlebars/dist/cjs/handlebars/compiler/base.js') as Base;
  const offsetOf = offsetsIn(text);
  // Handlebars' own message is a drawing of the source; where it stood is only told to this function.
  base.parser.parseError = (_, { line = 1, loc, token }) => {
    const offset = loc ? offsetOf({ line: loc.last_line, column: loc.last_column }) : offsetOf({ line, column: 0 });
    throw new TagError(explain(token), Math.max(0, text.lastIndexOf('{{', offset)));
  };
  try {
    return base.parse(text);
  } catch (error) {
    if (error instanceof TagError) throw error;
    const { message, lineNumber = 1, column = 0 } = error as Error & { lineNumber?: number; column?: number };
    const said = message.replace(/ - \d+:\d+$/, '').replace(/^(.+) doesn't match (.+)$/, '"$1" is closed by "$2"');
    throw new TagError(said, Math.max(0, text.lastIndexOf('{{', offsetOf({ line: lineNumber, column }))));
  } finally {
    delete base.parser.parseError;
  }
}

function explain(token: string | null | undefined): string {
  if (token === 'EOF') return 'a block is never closed';
  if (token === 'OPEN_ENDBLOCK') return 'a block is closed that was never opened';
  return 'this tag is not Handlebars';
}

/** From line and column to offset in a text. */
export function offsetsIn(text: string): (position: Position) => number {
  const starts = [0];
  for (const { index } of text.matchAll(/\r\n?|\n/g)) starts.push(index + (text.startsWith('\r\n', index) ? 2 : 1));
  return ({ line, column }) => Math.min(text.length, (starts[line - 1] ?? 0) + column);
}
