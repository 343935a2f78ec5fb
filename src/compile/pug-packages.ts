import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { extendLexer, type LexerClass, type Token } from './pug-lexer.js';
import type { PugRuntime } from './pug-program.js';
import type { PugReading } from './pug-reading.js';
import type { PugNode } from './pug-tree.js';

/*
 * The one door to the packages that Pug is made of, but for its code generator. `pug` itself only joins them, and
 * copies and walks the tree of every file for every template, which takes as long as all they do.
 */

interface Packages {
  Lexer: LexerClass;
  stripComments(tokens: Token[], options: { filename: string }): Token[];
  Parser: new (tokens: Token[], options: { filename: string; src: string }) => { parse(): PugNode };
  link(tree: PugNode): PugNode;
  runtime: PugRuntime;
}

let loaded: Packages | undefined;

function packages(): Packages {
  loaded ??= load();
  return loaded;
}

function load(): Packages {
  const ofPug = createRequire(createRequire(import.meta.url).resolve('pug'));
  return {
    Lexer: extendLexer((ofPug('pug-lexer') as { Lexer: LexerClass }).Lexer),
    stripComments: ofPug('pug-strip-comments'),
    Parser: (ofPug('pug-parser') as Pick<Packages, 'Parser'>).Parser,
    link: ofPug('pug-linker'),
    runtime: ofPug('pug-runtime'),
  };
}

/** The syntax tree of one file. Throws Pug's errors. */
export function parsePug(source: string, filename: string, reading: PugReading): PugNode {
  const { Lexer, Parser, stripComments } = packages();
  const tokens = new Lexer(source, { filename, plugins: [reading.lex] }).getTokens();
  for (const token of tokens) if (token.type === 'path' && extname(token.val!) === '') token.val += '.pug';
  return new Parser(stripComments(tokens, { filename }), { filename, src: source }).parse();
}

/** Puts included files and blocks where they belong. Changes the tree and the trees of the files that it refers to. */
export function linkPug(tree: PugNode): PugNode {
  return packages().link(tree);
}

/** Runs the filters of a tree and of the files that it refers to, for which Pug asks packages of the project. */
export function runFilters(tree: PugNode): PugNode {
  const ofPug = createRequire(createRequire(import.meta.url).resolve('pug'));
  const { handleFilters } = ofPug('pug-filters') as { handleFilters(tree: PugNode, filters: object): PugNode };
  return handleFilters(tree, {});
}

/** Pug's own functions, which programs call as `pug.…`. */
export function pugRuntime(): PugRuntime {
  return packages().runtime;
}
