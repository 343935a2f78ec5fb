import { join } from 'node:path';
import * as problems from '../diagnostics/problems.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { findOnce } from './build-memory.js';
import { addMixins, type MixinFolder, type MixinLibrary, mixinFolder, ownMixins, type ParsedFile } from './mixins.js';
import { generateCode } from './pug-code.js';
import { markTitle } from './pug-marks.js';
import { pugRuntime } from './pug-packages.js';
import { hidePreheader } from './pug-preheader.js';
import type { Program, PugCompiler } from './pug-program.js';
import { runProgram } from './pug-run.js';
import type { ScopeInput } from './pug-scope.js';
import type { PugNode } from './pug-tree.js';
import { Refused, readPart, readPug } from './read-pug.js';
import { withReadyCode } from './ready-mixins.js';
import { nameOf, type Session } from './session.js';
import { markWrittenElements, takeTexts, type WrittenHtml } from './text-places.js';

/*
 * Pug's syntax tree is marked file by file, mixins are added to the linked tree, and the program is made without Pug's
 * `with`: all names are known, so they become parameters, and an unknown one is an error.
 */

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
  /** What is rendered is not HTML yet: the marks of its texts stay in it. */
  keepTexts?: boolean;
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

/** Renders a Pug template with its data to marked HTML. What authors can get wrong comes back as diagnostics. */
export function renderPug(session: Session, input: PugInput): PugOutput {
  const dependencies = new Set([input.path]);
  const compile: PugCompiler = (debug) => compileProgram(session, input, dependencies, debug);
  try {
    const { html, diagnostics } = runProgram(session, input, compile, pugRuntime());
    const restored = html && session.mergeTags.restore(html);
    if (!restored || !input.exact || input.keepTexts)
      return { html: restored, diagnostics, dependencies: [...dependencies] };
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
  return readPug(session, input, { dependencies, whole: debug }, (linked) => {
    markTitle(linked, session.files, (path) => nameOf(session, path));
    hidePreheader(linked, session.files, (path) => nameOf(session, path));
    const added = addMixins(linked, libraries);
    for (const file of added.files) dependencies.add(file);
    if (added.unknown.length) {
      const [failure] = libraries.flatMap((library) => library.failures());
      if (failure) throw failure;
      throw new Refused(unknownMixins(session, input.path, added.unknown, libraries));
    }
    const options = { doctype: 'html', self: true, compileDebug: debug };
    return { body: generateCode(added.tree, options, session.expressions, input.exact), tree: added.tree };
  });
}

function unknownMixins(session: Session, main: string, calls: PugNode[], known: MixinLibrary[]): Diagnostic[] {
  const names = known.flatMap((library) => [...library.names()]);
  return calls.map(({ name = '', line, column = 1, filename = main }) => {
    const place = { file: nameOf(session, filename), line, column, endLine: line, endColumn: column + 1 + name.length };
    return problems.unknownMixin(name, place, names);
  });
}

/** The project's mixins, which win, and Jink's: as trees, and with their code made where it is. */
interface Libraries {
  /** The project's, and those of its plugins. */
  folders: MixinFolder[];
  parsed: MixinLibrary[];
  ready: MixinLibrary[];
}

const libraries = new WeakMap<Session, Libraries>();

function librariesOf(session: Session): Libraries {
  let known = libraries.get(session);
  if (!known) {
    const brought = session.config.plugins.flatMap(({ mixins }) => mixins ?? []);
    const folders = [join(session.root, 'mixins'), ...brought].map((folder) =>
      mixinFolder(folder, (file) => parseFile(session, file)),
    );
    const own = ownLibrary(session);
    known = { folders, parsed: [...folders, own], ready: [...folders, withReadyCode(own)] };
    libraries.set(session, known);
  }
  const { folders } = known;
  findOnce(session, 'fresh', 'mixins', () => {
    for (const folder of folders) folder.refresh();
  });
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
  const files = new Set<string>();
  const source = readPart(session, file, files);
  return readPug(session, { path: file, source }, { dependencies: files, whole: true }, (tree) => ({ tree, files }));
}
