import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as problems from '../diagnostics/problems.js';
import type { Data } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { markHtml } from './html.js';
import { createMixinRuntime } from './mixin-runtime.js';
import { addMixins, type MixinLibrary, mixinFolder, ownMixins, type ParsedFile } from './mixins.js';
import { generateCode } from './pug-code.js';
import { explainFailure, explainSyntax, type FailedRun } from './pug-errors.js';
import { checkReferences, type Includers, resolvePugPath } from './pug-files.js';
import { markTree, RUNTIME } from './pug-marks.js';
import { callLexer, readMissingEquals } from './pug-syntax.js';
import { block, type PugNode, walkTree } from './pug-tree.js';
import { nameOf, readText, type Session } from './session.js';

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

export interface PugInput {
  /** Absolute path of the template. */
  path: string;
  source: string;
  /** The values of this run. */
  data: Data;
  /** Further names that templates may use though this data lacks them: they are undefined. */
  names: Iterable<string>;
  /** Where the template's data stands, for hints. */
  dataFile: string;
}

export interface PugOutput {
  /** Marked HTML; undefined when there were errors. */
  html: string | undefined;
  diagnostics: Diagnostic[];
  /** Absolute paths, the template itself included. */
  dependencies: string[];
}

/** A diagnostic on its way out of Pug, which only knows how to throw. */
export class Refused extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
  }
}

/** Renders a Pug template with its data to marked HTML. What authors can get wrong comes back as diagnostics. */
export function renderPug(session: Session, input: PugInput): PugOutput {
  const diagnostics: Diagnostic[] = [];
  const dependencies = new Set([input.path]);
  try {
    const program = compileProgram(session, input, dependencies, diagnostics);
    const html = diagnostics.length ? undefined : runProgram(session, input, program, diagnostics);
    return { html, diagnostics, dependencies: [...dependencies] };
  } catch (error) {
    const refused = error instanceof Refused ? error.diagnostic : explainSyntax(session, input, error);
    diagnostics.push(refused);
    return { html: undefined, diagnostics, dependencies: [...dependencies] };
  }
}

interface Program {
  body: string;
  restore(html: string): string;
  statements: PugNode[];
}

function compileProgram(
  session: Session,
  input: Pick<PugInput, 'path' | 'source'>,
  dependencies: Set<string>,
  diagnostics: Diagnostic[],
  debug = false,
): Program {
  const includers: Includers = new Map();
  const statements: PugNode[] = [];
  const plugin = {
    ...sharedTrees(session, input.path, (tree, file) => {
      const refused = checkReferences(session, tree, file, includers);
      if (refused) throw new Refused(refused);
    }),
    generateCode,
    resolve: (path: string, from: string) => resolvePugPath(session, path, from),
    read: (path: string) => readSource(session, path, dependencies),
    postLink(tree: PugNode) {
      const libraries = librariesOf(session);
      walkTree(tree, (node) => {
        if (node.type === 'Code' && !node.buffer && !node.val?.startsWith(RUNTIME)) statements.push(node);
      });
      const added = addMixins(tree, libraries);
      for (const call of added.unknown) {
        const { line, column = 1 } = call;
        const file = nameOf(session, call.filename ?? input.path);
        const place = { file, line, column, endLine: line, endColumn: column + 1 + call.name!.length };
        const names = libraries.flatMap((library) => [...library.names()]);
        diagnostics.push(problems.unknownMixin(call.name!, place, names));
      }
      for (const file of added.files) dependencies.add(file);
      return added.tree;
    },
  };
  const { body } = pug().compileClientWithDependenciesTracked(input.source, {
    filename: input.path,
    basedir: session.root,
    name: 'template',
    doctype: 'html',
    self: true,
    compileDebug: debug,
    inlineRuntimeFunctions: false,
    plugins: [plugin],
  });
  return { body, restore: session.mergeTags.restore, statements };
}

/** The text of a file that a template refers to; HTML is not parsed by Pug, so its places are marked here. */
function readSource(session: Session, path: string, dependencies: Set<string>): string {
  dependencies.add(path);
  const text = readText(path);
  return /\.html?$/.test(path) ? markHtml(session, path, text) : text;
}

/** A plugin that parses and marks every file but the template itself only once for the session. */
function sharedTrees(session: Session, main: string, check: (tree: PugNode, file: string) => void) {
  let source = '';
  const known = (file: string) => {
    const cached = file === main ? undefined : session.trees.get(file);
    return cached?.source === source ? (cached.tree as PugNode) : undefined;
  };
  return {
    lex: callLexer,
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

const libraries = new WeakMap<Session, MixinLibrary[]>();

/** The project's mixins, which win, and Jink's. */
function librariesOf(session: Session): MixinLibrary[] {
  let known = libraries.get(session);
  if (!known) {
    const parse = (file: string) => parseFile(session, file);
    known = [mixinFolder(join(session.root, 'mixins'), parse), ownMixins(parse)];
    libraries.set(session, known);
  }
  return known;
}

/** Forgets the project's mixins; needed when one of their files changed. */
export function forgetMixins(session: Session): void {
  libraries.delete(session);
}

/** The names of all mixins a template can call. */
export function mixinNames(session: Session): string[] {
  return librariesOf(session).flatMap((library) => [...library.names()]);
}

/** The marked and linked tree of one file, and all files that were read for it. */
function parseFile(session: Session, file: string): ParsedFile {
  let tree: PugNode = block([], { type: 'Block', line: 1 });
  const files = new Set([file]);
  const includers: Includers = new Map();
  const plugin = {
    ...sharedTrees(session, '', (tree, path) => {
      const refused = checkReferences(session, tree, path, includers);
      if (refused) throw new Refused(refused);
    }),
    resolve: (path: string, from: string) => resolvePugPath(session, path, from),
    read: (path: string) => readSource(session, path, files),
    postLink(linked: PugNode) {
      tree = linked;
      return block([], linked);
    },
  };
  const source = readText(file);
  try {
    pug().compileClientWithDependenciesTracked(source, { filename: file, basedir: session.root, plugins: [plugin] });
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(explainSyntax(session, { path: file, source }, error));
  }
  return { tree, files };
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

function runProgram(
  session: Session,
  input: PugInput,
  program: Program,
  diagnostics: Diagnostic[],
): string | undefined {
  const scope: Data = { ...session.config.helpers, ...session.config.locals, ...input.data };
  const names = [...new Set([...input.names, ...Object.keys(scope)])].filter((name) => IDENTIFIER.test(name));
  const problemsFound: Diagnostic[] = [];
  const runtime = createMixinRuntime(session.files, session.config.locale, (diagnostic) =>
    problemsFound.push(diagnostic),
  );
  const parameters = ['locals', RUNTIME, ...names];
  const values = [scope, runtime, ...names.map((name) => scope[name])];
  try {
    const template = makeFunction(program.body, parameters, {});
    const html = template(...values);
    diagnostics.push(...problemsFound);
    return problemsFound.some(({ severity }) => severity === 'error') ? undefined : program.restore(html);
  } catch (error) {
    diagnostics.push(explainFailure(session, input, locateFailure(session, input, error, parameters, values), names));
    return undefined;
  }
}

function makeFunction(body: string, parameters: string[], runtime: object): (...values: unknown[]) => string {
  const named = body.replace('function template(locals) {', `function template(${parameters.join(', ')}) {`);
  return new Function('pug', `${named}\nreturn template;`)({ ...pug().runtime, ...runtime });
}

/** Runs the template once more with Pug's line tracking on, to learn where it failed. */
function locateFailure(
  session: Session,
  input: PugInput,
  error: unknown,
  parameters: string[],
  values: unknown[],
): FailedRun {
  const failed: FailedRun = { error, calls: '' };
  const rethrow = (thrown: unknown, file: string, line: number) => {
    Object.assign(failed, { error: thrown, file, line, calls: runtime.calls() });
    throw thrown;
  };
  const runtime = createMixinRuntime(session.files, session.config.locale, () => {});
  try {
    const program = compileProgram(session, input, new Set(), [], true);
    failed.statements = program.statements;
    makeFunction(program.body, parameters, { rethrow })(...values.with(1, runtime));
  } catch (thrown) {
    failed.error = thrown;
  }
  return failed;
}
