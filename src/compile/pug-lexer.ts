import type { PugReading } from './pug-reading.js';
import { separateAttributes } from './pug-syntax.js';

/*
 * Pug's lexer tries three dozen rules for each token, each with a regular expression. Most of them can only begin with
 * certain characters; the others are not asked.
 */

export interface Token {
  type: string;
  val?: string;
}

/** What Jink knows of Pug's lexer, which has no types. */
export interface Lexer {
  input: string;
  lineno: number;
  colno: number;
  filename: string;
  plugins: PugReading['lex'][];
  bracketExpression(skip: number): { end: number };
  /** Applies a rule, by name; true if the rule read something. */
  callLexerFunction(rule: string, argument?: unknown): unknown;
  getTokens(): Token[];
}

export type LexerClass = new (source: string, options: { filename: string; plugins: PugReading['lex'][] }) => Lexer;

/** What a rule's text can begin with. Rules that are not here are always asked. */
const FIRST: Record<string, string> = {
  blank: '\n',
  yield: 'y',
  doctype: 'd',
  interpolation: '#',
  case: 'c',
  when: 'w',
  default: 'd',
  extends: 'e',
  append: 'ab',
  prepend: 'pb',
  block: 'b',
  mixinBlock: 'b',
  include: 'i',
  mixin: 'm',
  call: '+',
  conditional: 'iue',
  eachOf: 'ef-',
  each: 'ef-',
  while: 'w',
  filter: ':',
  blockCode: '-',
  code: '-!=',
  id: '#',
  dot: '.',
  className: '.',
  attributesBlock: '&',
  text: ' |',
  textHtml: '<',
  comment: '/',
  slash: '/',
  colon: ':',
};

/** Pug's lexer, which tells the reading where it is and knows what templates may write beyond Pug. */
export function extendLexer(Base: LexerClass): LexerClass {
  return class extends Base {
    override callLexerFunction(rule: string, argument?: unknown): unknown {
      const [reading] = this.plugins;
      if (rule === 'isExpression') return reading!.isExpression(this, argument as string);
      if (rule === 'advance') reading!.advance(this);
      else {
        const first = FIRST[rule];
        if (first !== undefined && !first.includes(this.input.charAt(0))) return undefined;
        if (rule === 'call')
          this.input = separateAttributes(this.input, (bracket) => this.bracketExpression(bracket).end);
      }
      return (this as unknown as Record<string, (argument: unknown) => unknown>)[rule]!(argument);
    }
  };
}
