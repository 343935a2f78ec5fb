import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const CHROMIUM = '/usr/bin/chromium';

/** Browser tests run in Debian's Chromium. Installs it where that is possible, and says plainly where it is not. */
export default function setup(): void {
  if (process.env.CHROMIUM || existsSync(CHROMIUM)) return;
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { stdio: 'inherit' });
  } catch {
    throw new Error(
      'The browser tests need Chromium: "apt-get install chromium" as root, or set CHROMIUM to the path of one.',
    );
  }
}
