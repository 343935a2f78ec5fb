import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { openProject } from '../../dist/index.js';
import type { BuildOptions } from '../../dist/tasks/build.js';
import { type WatchEvent, watchProject } from '../../dist/tasks/watch.js';
import { temporaryProject } from './project.js';

/** A project that is watched until the test is over. */
export interface WatchedProject {
  root: string;
  /** What the first build told. */
  first: WatchEvent;
  /** Changes files, waits for a build and gives all that followed, once there were none for a while. */
  after(change: () => void | Promise<void>): Promise<WatchEvent[]>;
  /** Changes files that no build is to follow on, and gives those that did. */
  afterInVain(change: () => void | Promise<void>): Promise<WatchEvent[]>;
  write(file: string, content: string | Buffer): void;
  rename(from: string, to: string): void;
  remove(file: string): void;
  /** The text of a file in the project; undefined when it is not there. */
  read(file: string): string | undefined;
  close(): Promise<void>;
}

/** How long nothing has to happen, in ms. */
const QUIET = 500;
/** How long a build may let wait for itself. */
const PATIENCE = 20_000;

export async function watchedProject(
  files: Record<string, string | Buffer>,
  options: BuildOptions = {},
  duringFirst: (root: string) => void = () => {},
): Promise<WatchedProject> {
  const root = temporaryProject(files);
  const events: WatchEvent[] = [];
  let last = Date.now();
  const watcher = await watchProject(await openProject({ root }), { root }, options, (event) => {
    if (events.push(event) === 1 && event.changed.length === 0) duringFirst(root);
    last = Date.now();
  });
  onTestFinished(() => watcher.close());
  const path = (file: string) => join(root, file);
  return {
    root,
    first: events.shift()!,
    async after(change) {
      await change();
      const changed = Date.now();
      while (events.length === 0 && Date.now() - changed < PATIENCE) await wait(20);
      while (Date.now() - last < QUIET) await wait(20);
      return events.splice(0);
    },
    async afterInVain(change) {
      await change();
      await wait(2 * QUIET);
      return events.splice(0);
    },
    write(file, content) {
      mkdirSync(dirname(path(file)), { recursive: true });
      writeFileSync(path(file), content);
    },
    rename: (from, to) => renameSync(path(from), path(to)),
    remove: (file) => rmSync(path(file), { recursive: true }),
    read(file) {
      try {
        return readFileSync(path(file), 'utf8');
      } catch {
        return undefined;
      }
    },
    close: () => watcher.close(),
  };
}

/** The templates that were built, by name. */
export function built(events: readonly WatchEvent[]): string[] {
  return [...new Set(events.flatMap(({ result }) => result.templates.map(({ name }) => name)))].sort();
}
