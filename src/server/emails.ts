import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { CompiledTemplate } from '../model/compiled-template.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { ListedLens, ServerEvent, TemplateList } from '../model/protocol.js';
import { followProject } from '../tasks/follow-project.js';
import { type Project, type ProjectOptions, scenariosOf } from '../tasks/project.js';
import type { Change, Changes } from '../tasks/watch-files.js';
import { createCloserLook } from './closer-look.js';
import { createDrafts, type Drafts } from './drafts.js';
import { keepTemplate } from './keep-template.js';
import type { KeptTemplate } from './kept-email.js';
import { listTemplates } from './list-templates.js';
import { createTurnstile } from './turnstile.js';

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
  /** Resolves when everything is compiled. */
  settle(): Promise<void>;
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
  /** How long nothing has to change before emails are checked, in ms. */
  calm?: number;
}

export interface Round {
  project: Project;
  changed: string[];
  templates: { name: string; template: CompiledTemplate | undefined }[];
  diagnostics: Diagnostic[];
}

/** Compiling that is going on is told this often, in ms. */
const NEWS = 200;

/** The browser paints first. */
const CALM = 120;

/**
 * Compiles all templates and, after each change, those that depend on it: first the one that somebody looks at. When
 * that is done, they are compiled with places and checked, until something changes again.
 */
export function createEmails(options: EmailsOptions): Emails {
  const { lenses, tell, report, complain, calm = CALM } = options;
  const followed = followProject(options.project, options.projectOptions);
  const session = randomBytes(8).toString('hex');
  const kept = new Map<string, KeptTemplate>();
  /** To be compiled. */
  const waiting = new Set(followed.project.templates.map(({ name }) => name));
  /** Those of them that somebody waits for. */
  const wanted = new Set<string>();
  let compiling: string | undefined;
  /** To be checked. */
  const unchecked = new Set<string>();
  /** Their images are others, even if their HTML is the same. */
  const repainted = new Set<string>();
  let changes = new Map<string, Change>();
  let untold: string[] = [];
  let round: { changed: string[]; names: Set<string> } = { changed: [], names: new Set(waiting) };
  let checked: string[] = [];
  /** How often the project was opened anew. */
  let projects = 0;
  let revision = 1;
  let looked = '';
  let lastNews = 0;
  let lastWork = 0;
  let isRunning = false;
  let isTaking = false;
  let isClosed = false;
  let wakeUp = () => {};
  const drafts = createDrafts(() => followed.project);
  const { until, turn, open } = createTurnstile();
  const { config } = options.projectOptions;
  const closerLook = createCloserLook({ root: options.project.root, ...(config && { config }) }, complain);

  function wake(): void {
    wakeUp();
    closerLook.interrupt();
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
      turn();
      await breathe();
    }
    isRunning = false;
    turn();
  }

  async function takeChanges(): Promise<void> {
    const taken = changes;
    changes = new Map();
    isTaking = true;
    const consequence = await followed
      .take(taken, (name) => kept.get(name))
      .finally(() => {
        isTaking = false;
      });
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
      if (files) await keep(project, await project.compile(name), scenariosOf(files));
    } finally {
      compiling = undefined;
    }
    lastWork = Date.now();
    if (waiting.size === 0 || name === looked || Date.now() - lastNews > NEWS) tellList();
    if (waiting.size === 0 && changes.size === 0) endRound();
  }

  async function keep(project: Project, compiled: CompiledTemplate, scenarios: readonly string[]): Promise<void> {
    const { name } = compiled;
    const result = { compiled, scenarios, isRepainted: repainted.delete(name), revision: revision + 1 };
    const entry = await keepTemplate(project, kept.get(name), result);
    revision++;
    kept.set(name, entry);
    unchecked[entry.isBroken ? 'delete' : 'add'](name);
    if (!entry.isBroken) await drafts.renew(project, compiled);
  }

  async function checkNext(): Promise<void> {
    const early = lastWork + calm - Date.now();
    if (early > 0) {
      await pause(early);
      return;
    }
    const name = unchecked.has(looked) ? looked : [...unchecked][0]!;
    const found = await closerLook.take(name, projects);
    if (!found) return;
    unchecked.delete(name);
    const entry = kept.get(name);
    if (entry) {
      entry.styles = { turn: entry.turn, styles: found.styles };
      entry.check = { turn: entry.turn, diagnostics: found.diagnostics };
      checked.push(name);
    }
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
      templates: listTemplates(project, kept),
      diagnostics: [...followed.configDiagnostics, ...project.diagnostics],
    };
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
    async settle() {
      await until(() => changes.size === 0 && waiting.size === 0 && !compiling && !isTaking);
    },
    async rest() {
      await until(() => !isRunning && changes.size === 0);
    },
    async close() {
      isClosed = true;
      wakeUp();
      open();
      await closerLook.end();
      while (isRunning) await breathe();
    },
  };
}
