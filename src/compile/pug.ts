import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as problems from '../diagnostics/problems.js';
import { readSource } from '../diagnostics/read-source.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { markHtml } from './html.js';
import { addMixins, type MixinFolder, type MixinLibrary, mixinFolder, ownMixins, type ParsedFile } from './mixins.js';
import { checkBlocks } from './pug-blocks.js';
import { generateCode } from './pug-code.js';
import { explainSyntax } from './pug-errors.js';
import { checkReferences, type Includers, resolvePugPath } from './pug-files.js';
import { markTitle, markTree } from './pug-marks.js';
import type { Program, PugCompiler } from './pug-program.js';
import { createPugReading } from './pug-reading.js';
import { runProgram } from './pug-run.js';
import type { ScopeInput } from './pug-scope.js';
import { callLexer, readMissingEquals } from './pug-syntax.js';
import { block, type PugNode } from './pug-tree.js';
import { withReadyCode } from './ready-mixins.js';
import { nameOf, type Session } from './session.js';
import { markWrittenElements, takeTexts, type WrittenHtml } from './text-places.js';

/*
 * The one door to Pug. Its syntax tree is marked file by file, mixins are added to the linked tree, and the program
 * is made without Pug's `with`: all names are known, so they become parameters, and an unknown one is an error.
 */

interface PugPackage {
  compileClientWithDependenciesTracked(source: string, options: Record<string, unknown>): { body: string };
  runtime: Record<string, unknown>;
}

let loaded: PugPackage | undefined;
function pug(): PugPackage {
  loaded ??= createRequire(import.meta.url)('pug') as PugPackage;
  return loaded;
}

export interface PugInput extends ScopeInput {
  /** Absolute path of the template. */
  path: string;
  source: string;
  /** Further names that templates may use though this data lacks them: they are undefined. */
  names: Iterable<string>;
  /** Where the template's data stands, for hints. */
  dataFile: string;
  /** Texts and comments tell their places too. */
  exact?: boolean;
}

export interface PugOutput {
  /** Marked HTML; undefined when there were errors. */
  html: string | undefined;
  /** Where the texts of the HTML were written, when that was asked for. */
  written?: WrittenHtml;
  diagnostics: Diagnostic[];
  /** Absolute paths, the template itself included. */
  dependencies: string[];
}

/** Diagnostics on their way out of Pug, which only knows how to throw. */
export class Refused extends Error {
  constructor(readonly diagnostics: Diagnostic[]) {
    super(diagnostics[0]?.message);
  }
}

/** Renders a Pug template with its data to marked HTML. What authors can get wrong comes back as diagnostics. */
export function renderPug(session: Session, input: PugInput): PugOutput {
  const dependencies = new Set([input.path]);
  const compile: PugCompiler = (debug) => compileProgram(session, input, dependencies, debug);
  try {
    const { html, diagnostics } = runProgram(session, input, compile, pug().runtime);
    const restored = html && session.mergeTags.restore(html);
    if (!restored || !input.exact) return { html: restored, diagnostics, dependencies: [...dependencies] };
    const written = takeTexts(restored);
    return { html: markWrittenElements(written), written, diagnostics, dependencies: [...dependencies] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    // Whatever mends the template may happen in these files.
    for (const { place } of error.diagnostics) if (place) dependencies.add(join(session.root, place.file));
    return { html: undefined, diagnostics: error.diagnostics, dependencies: [...dependencies] };
  }
}

function compileProgram(
  session: Session,
  input: Pick<PugInput, 'path' | 'source' | 'exact'>,
  dependencies: Set<string>,
  debug: boolean,
): Program {
  const own = librariesOf(session);
  // What fails is looked for line by line, for which the mixins' trees are needed.
  const libraries = debug ? own.parsed : own.ready;
  let linked: PugNode | undefined;
  const plugin = {
    generateCode: (tree: PugNode, options: object) => generateCode(tree, options, session.expressions, input.exact),
    read: (path: string) => readPart(session, path, dependencies),
    postLink(tree: PugNode) {
      const added = addMixins(tree, libraries);
      for (const file of added.files) dependencies.add(file);
      if (added.unknown.length) {
        const [failure] = libraries.flatMap((library) => library.failures());
        if (failure) throw failure;
        throw new Refused(unknownMixins(session, input.path, added.unknown, libraries));
      }
      markTitle(tree, session.files, (path) => nameOf(session, path));
      linked = added.tree;
      return added.tree;
    },
  };
  const { body } = readPug(session, input, plugin, { doctype: 'html', self: true, compileDebug: debug });
  return { body, tree: linked! };
}

function unknownMixins(session: Session, main: string, calls: PugNode[], known: MixinLibrary[]): Diagnostic[] {
  const names = known.flatMap((library) => [...library.names()]);
  return calls.map(({ name = '', line, column = 1, filename = main }) => {
    const place = { file: nameOf(session, filename), line, column, endLine: line, endColumn: column + 1 + name.length };
    return problems.unknownMixin(name, place, names);
  });
}

/** Has Pug read a file and all that it includes or extends; throws `Refused` for whatever is wrong with it. */
function readPug(
  session: Session,
  main: Pick<PugInput, 'path' | 'source'>,
  plugin: { postLink(tree: PugNode): PugNode; read(path: string): string },
  options: Record<string, unknown>,
): { body: string } {
  const reading = createPugReading();
  const includers: Includers = new Map();
  const shared = {
    lex: reading.lex,
    ...sharedTrees(session, main.path, (tree, file) => refuse(checkReferences(session, tree, file, includers))),
    resolve: (path: string, from: string) => resolvePugPath(session, path, from),
    preLink(tree: PugNode) {
      refuse(checkBlocks(session, tree, main.path));
      return tree;
    },
  };
  try {
    return pug().compileClientWithDependenciesTracked(main.source, {
      filename: main.path,
      basedir: session.root,
      name: 'template',
      inlineRuntimeFunctions: false,
      plugins: [{ ...shared, ...plugin }, { lex: callLexer }],
      ...options,
    });
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused([explainSyntax(session, main, error, reading)]);
  }
}

/**
 * The text of a file that another one includes or extends, or that defines mixins. Pug does not parse HTML, so its
 * places are marked here.
 */
function readPart(session: Session, path: string, dependencies: Set<string>): string {
  dependencies.add(path);
  const read = readSource(path, nameOf(session, path));
  if ('diagnostic' in read) throw new Refused([read.diagnostic]);
  return /\.html?$/.test(path) ? markHtml(session, path, read.text) : read.text;
}

function refuse(diagnostics: Diagnostic[]): void {
  if (diagnostics.length) throw new Refused(diagnostics);
}

/** A plugin that parses and marks every file but the template itself only once for the session. */
function sharedTrees(session: Session, main: string, check: (tree: PugNode, file: string) => void) {
  let source = '';
  const known = (file: string) => {
    const cached = file === main ? undefined : session.trees.get(file);
    return cached?.source === source ? (cached.tree as PugNode) : undefined;
  };
  return {
    preLex(text: string, { filename }: { filename: string }) {
      source = text.replace(/^\uFEFF/, '');
      return known(filename) ? '' : source;
    },
    postParse(parsed: PugNode, { filename }: { filename: string }) {
      let tree = known(filename);
      if (!tree) {
        readMissingEquals(parsed);
        session.mergeTags.protect(parsed);
        tree = markTree(parsed, session.files, nameOf(session, filename));
      }
      if (filename !== main) session.trees.set(filename, { source, tree });
      check(tree, filename);
      return tree;
    },
  };
}

/** The project's mixins, which win, and Jink's: as trees, and with their code made where it is. */
interface Libraries {
  project: MixinFolder;
  parsed: MixinLibrary[];
  ready: MixinLibrary[];
}

const libraries = new WeakMap<Session, Libraries>();

function librariesOf(session: Session): Libraries {
  let known = libraries.get(session);
  if (!known) {
    const project = mixinFolder(join(session.root, 'mixins'), (file) => parseFile(session, file));
    const own = ownLibrary(session);
    known = { project, parsed: [project, own], ready: [project, withReadyCode(own)] };
    libraries.set(session, known);
  }
  known.project.refresh();
  return known;
}

/** Jink's own mixins, parsed. */
export function ownLibrary(session: Session): MixinLibrary {
  return ownMixins((file) => parseFile(session, file));
}

/** The names of all mixins a template can call. */
export function mixinNames(session: Session): string[] {
  return librariesOf(session).parsed.flatMap((library) => [...library.names()]);
}

/** The marked and linked tree of one file, and all files that were read for it. */
function parseFile(session: Session, file: string): ParsedFile {
  let linked: PugNode = block([], { type: 'Block', line: 1 });
  const files = new Set<string>();
  const read = (path: string) => readPart(session, path, files);
  const postLink = (tree: PugNode) => {
    linked = tree;
    return block([], tree);
  };
  readPug(session, { path: file, source: read(file) }, { postLink, read }, {});
  return { tree: linked, files };
}
