import { constants, type FSWatcher, mkdirSync, statSync, watch } from 'node:fs';
import { lstat, open, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { LARGEST_MESSAGE } from './catcher.js';
import { type Kept, newId } from './kept.js';
import { summarize } from './summarize.js';

/** The folder to which `jink send` writes without a server, as part of the inbox. */
export interface Outbox {
  /** The newest messages in it. */
  all(): Kept[];
  /** Looks at the folder now. */
  refresh(): Promise<void>;
  remove(id: string): Promise<boolean>;
  clear(): Promise<void>;
  close(): void;
}

/** As many of the newest files are shown. */
const SHOWN = 200;
/** Changes that come this close together, in ms, are one. */
const TOGETHER = 60;
/** How often a folder that went away is looked for, in ms. */
const AGAIN = 2000;

interface File {
  at: number;
  bytes: number;
  /** It may have become another one. */
  isStale: boolean;
  kept?: Kept;
}

/**
 * Watches a folder of `.eml` files. Messages that were there before count as read.
 * @param changed hears that there is something else to show
 */
export function watchOutbox(folder: string, changed: () => void): Outbox {
  const files = new Map<string, File>();
  let watcher: FSWatcher | undefined;
  /** Which folder is watched: one that was deleted and made anew is another. */
  let watched = 0;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  const opened = Date.now() - 1000;
  let isClosed = false;

  function start(): void {
    if (isClosed) return;
    try {
      mkdirSync(folder, { recursive: true });
      watched = statSync(folder).ino;
      watcher = watch(folder, { persistent: false }, (_event, name) => {
        const file = name && files.get(String(name));
        if (file) file.isStale = true;
        later(TOGETHER);
      });
      watcher.on('error', () => stop());
      later(0);
    } catch {
      // Where nothing can be watched, it is looked at now and then.
      setTimeout(start, AGAIN).unref();
      later(0);
    }
  }

  function stop(): void {
    watcher?.close();
    watcher = undefined;
    if (!isClosed) setTimeout(start, AGAIN).unref();
  }

  function later(delay: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), delay);
    timer.unref();
  }

  async function look(): Promise<void> {
    const there = await stat(folder).catch(() => undefined);
    if (watcher && there?.ino !== watched) stop();
    const names = await readdir(folder).catch((): string[] => []);
    const present = new Set(names.filter((name) => name.endsWith('.eml')));
    let isOther = false;
    for (const name of files.keys()) if (!present.has(name)) isOther = files.delete(name) || isOther;
    for (const name of present) {
      const known = files.get(name);
      if (known && !known.isStale) continue;
      const stats = await lstat(join(folder, name)).catch(() => undefined);
      const isSame = known?.at === stats?.mtimeMs && known?.bytes === stats?.size;
      if (known && isSame) known.isStale = false;
      // Links are not followed: they may lead anywhere.
      else if (stats?.isFile()) files.set(name, { at: stats.mtimeMs, bytes: stats.size, isStale: false });
    }
    for (const [name, file] of newest()) {
      if (file.kept) continue;
      const raw = await read(join(folder, name));
      if (!raw) continue;
      const load = () => read(join(folder, name));
      const summary = await summarize(raw);
      file.kept = {
        ...summary,
        id: newId(),
        source: 'outbox',
        at: file.at,
        isRead: file.at < opened,
        transcript: [],
        load,
      };
      isOther = true;
    }
    if (isOther) changed();
  }

  function newest(): [string, File][] {
    return [...files].sort(([, a], [, b]) => b.at - a.at).slice(0, SHOWN);
  }

  /** One look at a time; whoever asks during one gets the next. */
  async function refresh(): Promise<void> {
    const before = running;
    if (before) {
      await before;
      if (running && running !== before) return running;
    }
    running = look().finally(() => {
      running = undefined;
    });
    return running;
  }

  const nameOf = (id: string) => [...files].find(([, { kept }]) => kept?.id === id)?.[0];
  start();
  return {
    refresh,
    all: () => newest().flatMap(([, { kept }]) => (kept ? [kept] : [])),
    async remove(id) {
      const name = nameOf(id);
      if (!name) return false;
      files.delete(name);
      await unlink(join(folder, name)).catch(() => {});
      return true;
    },
    async clear() {
      await refresh();
      for (const name of [...files.keys()]) {
        files.delete(name);
        await unlink(join(folder, name)).catch(() => {});
      }
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      watcher?.close();
    },
  };
}

/** A file's bytes, if it is one and not too large. */
async function read(path: string): Promise<Buffer | undefined> {
  const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(() => undefined);
  try {
    const stats = await handle?.stat();
    return stats?.isFile() && stats.size <= LARGEST_MESSAGE ? await handle!.readFile() : undefined;
  } catch {
    return undefined;
  } finally {
    await handle?.close().catch(() => {});
  }
}
