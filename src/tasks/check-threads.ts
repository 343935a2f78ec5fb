import { setImmediate as breathe } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { rulesOf } from '../builtin.js';
import { spellMark } from '../compile/marks.js';
import type { AppliedStyle } from '../model/compiled-template.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { checkProject } from './check.js';
import { type Pending, pending } from './compile-threads.js';
import { openProject, type Project } from './project.js';
import { stepBack } from './step-back.js';

/* A thread that checks emails while the first one compiles them and answers requests. It opens the project for itself. */

/** What a thread is started with. */
export interface CheckSetup {
  root: string;
  /** The config's path, when it is another one than usual. */
  config?: string;
}

/** What is known of a template when it has been looked at closely. */
export interface Findings {
  /** With their places; marks are spelled out, as `spellMark` does. */
  styles: AppliedStyle[];
  /** What `jink check` says, by scenario. */
  diagnostics: ReadonlyMap<string, Diagnostic[]>;
}

/** `project` counts how often the project was opened anew. */
export type CheckCall = { id: number; name: string; project: number } | { stop: number };

export interface CheckReply {
  id: number;
  /** None when the check was stopped. */
  findings?: Findings;
  /** A failure of Jink's own. */
  failure?: { message: string; stack?: string };
}

export interface Checker {
  /** Resolves when the thread has loaded what it needs. */
  ready: Promise<void>;
  /**
   * Looks closely at one template, as it is now on disk. Undefined if it was stopped.
   * @param project another number for each time that the project was opened
   */
  check(name: string, project: number): Promise<Findings | undefined>;
  /** Ends what is being checked. */
  stop(): void;
  end(): Promise<void>;
}

export function startChecker(workerData: CheckSetup): Checker {
  const worker = new Worker(new URL('./check-thread.js', import.meta.url), { workerData });
  const waiting = new Map<number, Pending<Findings | undefined>>();
  const loaded = pending<void>();
  let last = 0;
  let broken: unknown;
  worker.on('message', ({ id, findings, failure }: CheckReply) => {
    if (id === READY) return loaded.resolve();
    const reply = waiting.get(id);
    waiting.delete(id);
    if (failure) reply?.reject(Object.assign(new Error(failure.message), failure));
    else reply?.resolve(findings);
  });
  worker.on('error', (error) => {
    broken = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  return {
    ready: loaded.promise,
    check(name, project) {
      const reply = pending<Findings | undefined>();
      const id = READY + ++last;
      waiting.set(id, reply);
      if (broken) reply.reject(broken);
      else worker.postMessage({ id, name, project } satisfies CheckCall);
      return reply.promise;
    },
    stop() {
      for (const id of waiting.keys()) worker.postMessage({ stop: id } satisfies CheckCall);
    },
    async end() {
      await worker.terminate();
      for (const { resolve } of waiting.values()) resolve(undefined);
    },
  };
}

/** What a thread replies when it can take calls; checks have higher numbers. */
const READY = 0;

const STOPPED = new Error('This check was stopped.');

/** The thread's side: gives the function that takes a call; `reply` hears of each check. */
export function serveChecks(setup: CheckSetup, reply: (reply: CheckReply) => void): (call: CheckCall) => void {
  stepBack(); // what is looked at is painted first
  reply({ id: READY });
  const stopped = new Set<number>();
  let opened: { project: Project; count: number } | undefined;
  let queue = Promise.resolve();

  async function open(count: number): Promise<Project> {
    if (opened?.count !== count) opened = { project: await openProject(setup), count };
    opened.project.reload();
    return opened.project;
  }

  async function look(id: number, name: string, count: number): Promise<Findings> {
    const between = async () => {
      await breathe(); // calls come in
      if (stopped.has(id)) throw STOPPED;
    };
    await between();
    const project = await open(count);
    const { styles = [] } = await project.compile(name, { exact: true });
    const { files } = project.session;
    const spelled = styles.map(({ mark, ...style }) =>
      mark === undefined ? style : { ...style, mark: spellMark(files, mark) },
    );
    await between();
    const { templates } = await checkProject(project, {
      names: [name],
      rules: rulesOf(project.config),
      perScenario: true,
      between,
    });
    const diagnostics = new Map<string, Diagnostic[]>();
    for (const { scenario = '', template: _, ...diagnostic } of templates[0]?.diagnostics ?? [])
      diagnostics.set(scenario, [...(diagnostics.get(scenario) ?? []), diagnostic]);
    return { styles: spelled, diagnostics };
  }

  async function answer(id: number, name: string, count: number): Promise<void> {
    try {
      reply({ id, findings: await look(id, name, count) });
    } catch (error) {
      const { message, stack } = error as Error;
      reply(error === STOPPED ? { id } : { id, failure: { message, ...(stack && { stack }) } });
    } finally {
      stopped.delete(id);
    }
  }

  return (call) => {
    if ('stop' in call) stopped.add(call.stop);
    else queue = queue.then(() => answer(call.id, call.name, call.project));
  };
}
