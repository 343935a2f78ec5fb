import { type Stats, statSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { watch } from 'chokidar';

/** A file has other contents, or it came or went. */
export type Change = 'change' | 'presence';

/** By path relative to the project, with slashes. */
export type Changes = ReadonlyMap<string, Change>;

export interface FileWatcher {
  close(): Promise<void>;
}

export interface WatchOptions {
  /** Changes after this time are told, also those that were made before the watch began. */
  since?: number;
  /** Hears, once, that the system does not let all files be watched, with its error code. */
  refused?(code: string): void;
}

/** How long a file has to stay the same to count as written, in ms. */
const SETTLED = 5;

/** For how long chokidar says nothing more of a file after it told a change, in ms, and a little more. */
const DEAF = 60;

/** How long changes may be held back at most, in ms: somebody writes on and on, or a file is to be empty. */
const LONGEST = 60;

/**
 * Watches the files below a folder but for what is made or installed there. `hear` gets changes as soon as the files
 * are written: editors truncate a file and then fill it, and nobody wants to see the empty one.
 * @param out the absolute path of a folder that is not looked at
 */
export async function watchFiles(
  root: string,
  out: string,
  hear: (changes: Changes) => void,
  { since = Number.POSITIVE_INFINITY, refused = () => {} }: WatchOptions = {},
): Promise<FileWatcher> {
  let changes = new Map<string, Change>();
  let looks = new Map<string, string>();
  let first = 0;
  let isReady = false;
  let timer: NodeJS.Timeout | undefined;
  const later = new Set<NodeJS.Timeout>();

  const note = (path: string, change: Change, look: string) => {
    const file = relative(root, path).split(sep).join('/');
    if (changes.get(file) !== 'presence') changes.set(file, change);
    looks.set(path, look);
    if (timer) return;
    first = Date.now();
    timer = setTimeout(lookUntilSettled, SETTLED);
  };
  const lookAgain = (told: ReadonlyMap<string, string>) => {
    for (const [path, before] of told) {
      const now = lookAt(path);
      if (now !== before && now !== GONE && !looks.has(path)) note(path, 'change', now);
    }
  };
  const tell = () => {
    const [taken, told] = [changes, looks];
    changes = new Map();
    looks = new Map();
    timer = undefined;
    const again = setTimeout(() => {
      later.delete(again);
      lookAgain(told);
    }, DEAF);
    later.add(again);
    hear(taken);
  };
  const lookUntilSettled = () => {
    let isSettled = true;
    for (const [path, before] of looks) {
      const now = lookAt(path);
      if (now === before && now !== EMPTY) continue;
      isSettled = false;
      looks.set(path, now);
    }
    if (isSettled || Date.now() - first >= LONGEST) tell();
    else timer = setTimeout(lookUntilSettled, SETTLED);
  };

  const watcher = watch(root, {
    ignored: (path) =>
      path === out ||
      /[\\/](node_modules|\.git|\.jink|\.DS_Store)($|[\\/])|\.tmp$|~$|\.sw[a-z]$|[\\/]4913$/.test(
        path.slice(root.length),
      ),
  });
  watcher.on('all', (event, path, stats) => {
    if (event === 'addDir' || event === 'unlinkDir') return;
    if (!isReady && event === 'add' && !(stats && stats.ctimeMs >= since)) return;
    note(path, event === 'change' ? 'change' : 'presence', describe(event === 'unlink' ? undefined : stats));
  });
  // What cannot be watched any more, such as a folder that vanished, comes back as a change or not at all.
  let isRefused = false;
  watcher.on('error', (error) => {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (isRefused || !/^(ENOSPC|EMFILE|ENFILE|EACCES|EPERM)$/.test(code)) return;
    isRefused = true;
    refused(code);
  });
  await new Promise<void>((ready) => watcher.once('ready', () => ready()));
  isReady = true;
  return {
    async close() {
      for (const each of [timer, ...later]) clearTimeout(each);
      await watcher.close();
    },
  };
}

const EMPTY = 'empty';
const GONE = 'gone';

function lookAt(path: string): string {
  try {
    return describe(statSync(path, { throwIfNoEntry: false }));
  } catch {
    return GONE; // a file stands where its folder was
  }
}

function describe(stats: Stats | undefined): string {
  if (!stats) return GONE;
  return stats.size === 0 ? EMPTY : `${stats.size} ${stats.mtimeMs}`;
}
