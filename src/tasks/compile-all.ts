import type { CompiledTemplate } from '../model/compiled-template.js';
import { type Compiled, pending, startThread, type Thread } from './compile-threads.js';
import type { CompileOptions, Project } from './project.js';

/** How many templates are begun at once: while Sass works for the first, Pug works for the next. */
const AHEAD = 8;

/** So many templates must be left for another thread to be worth its start. */
export const ENOUGH = 300;

/** How many templates wait in a thread, so that it never waits for one. */
const QUEUED = 4;

/**
 * Compiles templates and gives them in the order of their names, however many threads work on them.
 * @param threads how many may work, this one included
 */
export async function* compileAll(
  project: Project,
  names: readonly string[],
  options: CompileOptions,
  threads: number,
): AsyncGenerator<Compiled> {
  // The first templates are compiled here alone: what they need of Sass is in the cache when other threads begin.
  const alone = names.length > ENOUGH && threads > 1 ? AHEAD : names.length;
  yield* compileHere(project, names.slice(0, alone), options);
  if (alone < names.length) yield* compileTogether(project, names.slice(alone), options, threads);
}

async function* compileHere(
  project: Project,
  names: readonly string[],
  options: CompileOptions,
): AsyncGenerator<Compiled> {
  const begun: Promise<CompiledTemplate>[] = [];
  for (const [i] of names.entries()) {
    for (const name of names.slice(begun.length, i + AHEAD)) begun.push(heard(project.compile(name, options)));
    yield { template: await begun[i]! };
  }
}

/** Whoever takes its turn awaits it and hears of it. */
function heard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

async function* compileTogether(
  project: Project,
  names: readonly string[],
  options: CompileOptions,
  threads: number,
): AsyncGenerator<Compiled> {
  const results = names.map(() => pending<Compiled>());
  let next = 0;
  const work = async (compile: (name: string) => Promise<Compiled>) => {
    while (next < names.length) {
      const i = next++;
      await compile(names[i]!).then(results[i]!.resolve, results[i]!.reject);
    }
  };
  const others: Thread[] = [];
  try {
    for (let i = 1; i < threads; i++) others.push(startThread(project, options));
    for (const { compile } of others) for (let i = 0; i < QUEUED; i++) void work(compile);
    void work(async (name) => {
      const template = await project.compile(name, options);
      await new Promise(setImmediate); // the others' results come in
      return { template };
    });
    for (const { promise } of results) yield await promise;
  } finally {
    for (const { end } of others) end();
  }
}
