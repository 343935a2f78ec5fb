import { constants, copyFileSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** What file systems say that have no links: those of memory cards, and some over the network. */
const WITHOUT_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EACCES']);

/**
 * Takes a lock that lasts as long as this process; what a dead process left is taken over.
 * @returns whether it was taken
 */
export function takeLock(path: string): boolean {
  const mine = `${path}.${process.pid}`;
  // It is made whole and then linked, so that nobody ever reads half of it.
  writeFileSync(mine, `${process.pid} ${startOf(process.pid)}`, { mode: 0o600 });
  try {
    if (link(mine, path)) return true;
    if (isHeld(path)) return false;
    const taken = `${mine}.old`;
    renameSync(path, taken);
    // Another process may have taken it over since it was looked at: then it gets its lock back.
    const isOld = !isHeld(taken);
    if (!isOld) link(taken, path);
    rmSync(taken, { force: true });
    return isOld && link(mine, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false; // somebody was faster
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!WITHOUT_LINKS.has(code)) throw error;
  }
  try {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isHeld(path: string): boolean {
  const [pid = '', start = ''] = readFileSync(path, 'utf8').split(' ');
  const id = Number(pid);
  if (!Number.isInteger(id) || id <= 0) return false;
  try {
    process.kill(id, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = startOf(id);
  return start === '' || now === '' || start === now;
}

/** When a process began, in the system's mine count: a number that is used again is another process. Empty where nobody tells. */
function startOf(pid: number): string {
  try {
    return (
      readFileSync(`/proc/${pid}/stat`, 'latin1')
        .replace(/^.*\) /s, '')
        .split(' ')[19] ?? ''
    );
  } catch {
    return '';
  }
}
