import { Worker } from 'node:worker_threads';
import type { CompiledTemplate } from '../model/compiled-template.js';
import type { ResolvedConfig } from '../model/config.js';
import { createRender } from './create-render.js';
import { type CompileOptions, openProject, type Project } from './project.js';

/* Threads that compile templates of one project. Each opens the project for itself, since functions cannot be sent. */

export interface Compiled {
  template: CompiledTemplate;
  /** Whether an author's code in another thread asked for the time or the like. */
  isOuterWorldAsked?: boolean;
}

/** A promise that others keep. */
export interface Pending<T> {
  promise: Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
}

export function pending<T>(): Pending<T> {
  let settle!: Pick<Pending<T>, 'resolve' | 'reject'>;
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  promise.catch(() => {}); // whoever awaits it hears of it
  return { promise, ...settle };
}

/** What a thread is started with. */
export interface ThreadSetup {
  root: string;
  config?: string;
  options: CompileOptions;
}

/** What a thread says of one template. */
export interface ThreadReply {
  name: string;
  template?: Omit<CompiledTemplate, 'placeAt' | 'sourceAt' | 'markedHtml' | 'render'>;
  isOuterWorldAsked?: boolean;
  /** A failure of Jink's own. */
  failure?: { message: string; stack?: string };
}

export interface Thread {
  compile(name: string): Promise<Compiled>;
  end(): void;
}

/** Starts a thread. Of its templates it is not known who wrote what. */
export function startThread({ root, config, configFile }: Project, options: CompileOptions): Thread {
  const workerData: ThreadSetup = { root, ...(configFile && { config: configFile }), options };
  const worker = new Worker(new URL('./compile-thread.js', import.meta.url), { workerData });
  const waiting = new Map<string, Pending<Compiled>>();
  let broken: unknown;
  worker.on('message', ({ name, template, failure, isOuterWorldAsked = false }: ThreadReply) => {
    const { resolve, reject } = waiting.get(name)!;
    waiting.delete(name);
    if (template) resolve({ template: complete(template, config), isOuterWorldAsked });
    else reject(Object.assign(new Error(failure?.message), failure));
  });
  worker.on('error', (error) => {
    broken = error;
    for (const { reject } of waiting.values()) reject(error);
  });
  return {
    compile(name) {
      const reply = pending<Compiled>();
      waiting.set(name, reply);
      if (broken) reply.reject(broken);
      else worker.postMessage(name);
      return reply.promise;
    },
    end: () => void worker.terminate(),
  };
}

/** Functions stay in their thread. */
function complete(template: ThreadReply['template'] & object, config: ResolvedConfig): CompiledTemplate {
  const { html } = template;
  return {
    ...template,
    placeAt: () => undefined,
    sourceAt: () => undefined,
    markedHtml: () => html,
    render: createRender(template, config),
  };
}

/** A thread's side: gives the function that answers for one template. */
export function serveProject({ root, config, options }: ThreadSetup): (name: string) => Promise<ThreadReply> {
  const opening = openProject({ root, ...(config && { config }) }).then((project) => {
    project.session.build = {};
    return project;
  });
  return async (name) => {
    try {
      const {
        placeAt: _,
        sourceAt: __,
        markedHtml: ___,
        render: ____,
        ...template
      } = await (await opening).compile(name, options);
      return { name, template };
    } catch (error) {
      const { message, stack } = error as Error;
      return { name, failure: { message, ...(stack && { stack }) } };
    }
  };
}
