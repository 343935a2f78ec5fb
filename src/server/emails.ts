import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { CompiledTemplate } from '../model/compiled-template.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { ListedLens, ListedScenario, ListedTemplate, ServerEvent, TemplateList } from '../model/protocol.js';
import { type Checker, type CheckSetup, type Findings, startChecker } from '../tasks/check-threads.js';
import { followProject } from '../tasks/follow-project.js';
import { makeEmail } from '../tasks/preview/make-email.js';
import { fileOf, readScenario } from '../tasks/preview/read-scenario.js';
import { type Project, type ProjectOptions, scenariosOf } from '../tasks/project.js';
import type { Change, Changes } from '../tasks/watch-files.js';
import { createDrafts, type Drafts } from './drafts.js';
import { isSame, type KeptEmail, type KeptTemplate, keepEmail } from './kept-email.js';

/** The newest results of a project: what requests are answered with. */
export interface Emails {
  readonly project: Project;
  readonly drafts: Drafts;
  list(): TemplateList;
  /** What is kept of a template; waits for one that was not compiled yet. Undefined for one that is not there. */
  find(name: string): Promise<KeptTemplate | undefined>;
  /** The same with its styles and their places, if they come within `patience` ms. */
  findExact(name: string, patience: number): Promise<KeptTemplate | undefined>;
  /** Every file that emails were made of, relative to the project. */
  files(): ReadonlySet<string>;
  /** What somebody looks at is compiled first. */
  look(name: string): void;
  /** Takes note of files that changed. */
  change(changes: Changes): void;
  /** Resolves when there is nothing left to do. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

export interface EmailsOptions {
  project: Project;
  /** How the project was opened. */
  projectOptions: ProjectOptions;
  lenses: readonly ListedLens[];
  /** Hears what the page is to hear. */
  tell(event: ServerEvent): void;
  /** Hears of each round of compiling: what changed, which templates that concerned, and what is wrong with them. */
  report?(round: Round): void;
  /** Hears of what should not have happened. */
  complain(error: unknown): void;
}

export interface Round {
  project: Project;
  changed: string[];
  templates: { name: string; template: CompiledTemplate | undefined }[];
  diagnostics: Diagnostic[];
}

/** Compiling that is going on is told this often, in ms. */
const NEWS = 200;

/** How long nothing has to change before emails are checked, in ms: the browser paints first. */
const CALM = 120;

/**
 * Compiles all templates and, after each change, those that depend on it: first the one that somebody looks at. When
 * that is done, they are compiled with places and checked, until something changes again.
 */
export function createEmails(options: EmailsOptions): Emails {
  const { lenses, tell, report, complain } = options;
  const followed = followProject(options.project, options.projectOptions);
  const session = randomBytes(8).toString('hex');
  const kept = new Map<string, KeptTemplate>();
  /** To be compiled. */
  const waiting = new Set(followed.project.templates.map(({ name }) => name));
  /** How often the project was opened anew. */
  let projects = 0;
  let checker: Checker | undefined;
  let compiling: string | undefined;
  /** Those of them that somebody waits for. */
  const wanted = new Set<string>();
  /** To be checked. */
  const unchecked = new Set<string>();
  /** Their images are others, even if their HTML is the same. */
  const repainted = new Set<string>();
  const watchers = new Set<() => void>();
  let changes = new Map<string, Change>();
  let untold: string[] = [];
  let round: { changed: string[]; names: Set<string> } = { changed: [], names: new Set(waiting) };
  let checked: string[] = [];
  let revision = 1;
  let looked = '';
  let lastNews = 0;
  let lastWork = 0;
  let isRunning = false;
  let isClosed = false;
  let wakeUp = () => {};
  const drafts = createDrafts(() => followed.project);

  function wake(): void {
    wakeUp();
    if (isRunning || isClosed) return;
    isRunning = true;
    void work();
  }

  async function work(): Promise<void> {
    // Whoever starts this has something to do first: a server to open, a request to answer.
    await breathe();
    while (!isClosed) {
      try {
        if (changes.size > 0) await takeChanges();
        else if (waiting.size > 0) await compileNext();
        else if (unchecked.size > 0) await checkNext();
        else break;
      } catch (error) {
        complain(error);
      }
      for (const watcher of watchers) watcher();
      await breathe();
    }
    isRunning = false;
    for (const watcher of watchers) watcher();
  }

  async function takeChanges(): Promise<void> {
    const taken = changes;
    changes = new Map();
    const consequence = await followed.take(taken, (name) => kept.get(name));
    const changed = [...taken.keys()].sort();
    untold.push(...changed);
    round.changed.push(...changed);
    if (consequence.isReopened) projects++;
    const names = new Set(followed.project.templates.map(({ name }) => name));
    for (const set of [kept, waiting, unchecked]) for (const name of set.keys()) if (!names.has(name)) set.delete(name);
    for (const name of consequence.names) {
      waiting.add(name);
      round.names.add(name);
      if (kept.get(name)?.template?.assets.some(({ file }) => taken.has(file))) repainted.add(name);
    }
    if (waiting.size > 0) tell({ type: 'busy' });
    else if (consequence.isListed || consequence.configFailed) tellList();
    if (waiting.size === 0 && consequence.configFailed) endRound();
  }

  async function compileNext(): Promise<void> {
    const name = [looked, ...wanted].find((each) => waiting.has(each)) ?? [...waiting][0]!;
    waiting.delete(name);
    wanted.delete(name);
    compiling = name;
    try {
      const { project } = followed;
      const files = project.templates.find((each) => each.name === name);
      if (files) await keep(name, await project.compile(name), scenariosOf(files), project);
      unchecked.add(name);
    } finally {
      compiling = undefined;
    }
    lastWork = Date.now();
    if (waiting.size === 0 || name === looked || Date.now() - lastNews > NEWS) tellList();
    if (waiting.size === 0 && changes.size === 0) endRound();
  }

  async function keep(name: string, compiled: CompiledTemplate, scenarios: string[], project: Project): Promise<void> {
    const before = kept.get(name);
    const isBroken = compiled.html === '';
    const template = isBroken ? before?.template : compiled;
    const entry: KeptTemplate = {
      ...before,
      ...(template && { template }),
      diagnostics: compiled.diagnostics,
      dependencies: compiled.dependencies,
      isBroken,
      turn: (before?.turn ?? 0) + 1,
      emails: new Map(),
    };
    const isOther =
      repainted.delete(name) ||
      before?.isBroken !== isBroken ||
      before.template?.html !== template?.html ||
      JSON.stringify(before.diagnostics) !== JSON.stringify(entry.diagnostics);
    const next = revision + 1;
    for (const scenario of scenarios) {
      const last = before?.emails.get(scenario);
      const made = isBroken
        ? { ...keepEmail(last, undefined), ...readScenario(project, name, scenario) }
        : keepEmail(last, await makeEmail(project, compiled, scenario));
      const isNew = isOther || !last || !isSame(last, made);
      if (isNew) revision = next;
      entry.emails.set(scenario, { ...made, revision: isNew ? next : last.revision });
    }
    kept.set(name, entry);
    if (!isBroken) await drafts.renew(project, compiled);
  }

  async function checkNext(): Promise<void> {
    const calm = lastWork + CALM - Date.now();
    if (calm > 0) {
      await pause(calm);
      return;
    }
    const name = unchecked.has(looked) ? looked : [...unchecked][0]!;
    const entry = kept.get(name);
    if (entry && !entry.isBroken) {
      checker ??= startChecker(checkSetup(followed.project, options.projectOptions));
      const { check, stop } = checker;
      const isInterrupted = new Promise<undefined>((resolve) => {
        wakeUp = () => {
          stop();
          resolve(undefined);
        };
      });
      const found = await Promise.race([
        check(name, projects).catch((error: unknown) => {
          complain(error);
          return NOTHING;
        }),
        isInterrupted,
      ]);
      if (!found) return;
      const { turn } = entry;
      entry.styles = { turn, styles: found.styles };
      entry.check = { turn, diagnostics: found.diagnostics };
      checked.push(name);
    }
    unchecked.delete(name);
    if (unchecked.size === 0 || name === looked || Date.now() - lastNews > NEWS) tellChecked();
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  function tellList(): void {
    lastNews = Date.now();
    revision++;
    const changed = untold;
    untold = [];
    tell({ type: 'templates', list: list(), changed });
  }

  function tellChecked(): void {
    lastNews = Date.now();
    revision++;
    const names = checked;
    checked = [];
    if (names.length > 0) tell({ type: 'checked', list: list(), names });
  }

  function endRound(): void {
    const { changed, names } = round;
    round = { changed: [], names: new Set() };
    const { project } = followed;
    const templates = [...names].filter((name) => kept.has(name)).sort();
    report?.({
      project,
      changed,
      templates: templates.map((name) => {
        const { isBroken, template } = kept.get(name)!;
        return { name, template: isBroken ? undefined : template };
      }),
      diagnostics: [
        ...followed.configDiagnostics,
        ...project.diagnostics,
        ...templates.flatMap((name) => kept.get(name)!.diagnostics),
      ],
    });
  }

  function list(): TemplateList {
    const { project } = followed;
    return {
      project: basename(project.root),
      session,
      revision,
      lenses: lenses.map(({ id, title, summary }) => ({ id, title, summary })),
      templates: project.templates.map((files): ListedTemplate => {
        const entry = kept.get(files.name);
        const scenarios = scenariosOf(files).map((name) => listed(name, entry, entry?.emails.get(name)));
        return { name: files.name, file: fileOf(project, files.name), scenarios };
      }),
      diagnostics: [...followed.configDiagnostics, ...project.diagnostics],
    };
  }

  /** Waits until something is so, and tells whether it came to that. */
  function until(test: () => boolean, patience = Number.POSITIVE_INFINITY): Promise<boolean> {
    if (test()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const end = (result: boolean) => {
        clearTimeout(timer);
        watchers.delete(watcher);
        resolve(result);
      };
      const watcher = () => {
        if (isClosed || test()) end(!isClosed);
      };
      const timer = patience < Number.POSITIVE_INFINITY ? setTimeout(() => end(test()), patience) : undefined;
      watchers.add(watcher);
    });
  }

  function isPending(name: string): boolean {
    return waiting.has(name) || compiling === name;
  }

  async function find(name: string): Promise<KeptTemplate | undefined> {
    if (!kept.has(name) && isPending(name)) {
      wanted.add(name);
      await until(() => kept.has(name) || !isPending(name));
    }
    return kept.get(name);
  }

  wake();
  return {
    get project() {
      return followed.project;
    },
    drafts,
    list,
    find,
    async findExact(name, patience) {
      await find(name);
      await until(() => {
        const entry = kept.get(name);
        return !entry || (!isPending(name) && (entry.isBroken || entry.styles?.turn === entry.turn));
      }, patience);
      return kept.get(name);
    },
    files: () => new Set([...kept.values()].flatMap(({ dependencies }) => dependencies)),
    look(name) {
      if (followed.project.templates.some((template) => template.name === name)) looked = name;
    },
    change(heard) {
      for (const [file, change] of heard) if (changes.get(file) !== 'presence') changes.set(file, change);
      wake();
    },
    async rest() {
      await until(() => !isRunning && changes.size === 0);
    },
    async close() {
      isClosed = true;
      wakeUp();
      for (const watcher of watchers) watcher();
      await checker?.end();
      while (isRunning) await breathe();
    },
  };
}

/** What is left of a check that failed because of Jink. */
const NOTHING: Findings = { styles: [], diagnostics: new Map() };

function checkSetup({ root }: Project, { config }: ProjectOptions): CheckSetup {
  return { root, ...(config && { config }) };
}

/** Everything that there is to say of an email now: a check's findings stay until the next one is done. */
export function diagnosticsOf(entry: KeptTemplate, scenario: string, email: KeptEmail): Diagnostic[] {
  const own = [...email.diagnostics, ...entry.diagnostics];
  const { check } = entry;
  if (entry.isBroken || !check) return own;
  const found = check.diagnostics.get(scenario) ?? [];
  // A check knows of exceptions, and tells what the compiler told as well.
  return check.turn === entry.turn ? [...email.diagnostics, ...found] : [...own, ...found];
}

function listed(name: string, entry: KeptTemplate | undefined, email: KeptEmail | undefined): ListedScenario {
  const { subject = '', preheader = '' } = email?.made?.email ?? {};
  const told = new Map<string, Diagnostic>();
  if (entry && email)
    for (const each of diagnosticsOf(entry, name, email))
      told.set(`${each.code} ${each.message} ${each.place?.file}:${each.place?.line}:${each.place?.column}`, each);
  const count = (severity: string) => [...told.values()].filter((each) => each.severity === severity).length;
  return {
    name,
    subject,
    preheader,
    bytes: email?.bytes ?? 0,
    errors: count('error'),
    warnings: count('warning'),
    revision: email?.revision ?? 0,
    isBroken: email?.isBroken ?? false,
  };
}
