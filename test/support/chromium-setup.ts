import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const CHROMIUM = '/usr/bin/chromium';

/**
 * Browser tests run in Debian's Chromium, and measure text in Liberation Sans, which is as wide as Helvetica. Installs
 * them where that is possible, and says plainly where it is not.
 */
export default function setup(): void {
  const missing = [
    ...(process.env.CHROMIUM || existsSync(CHROMIUM) ? [] : ['chromium']),
    ...(hasMetricsOfHelvetica() ? [] : ['fonts-liberation', 'fontconfig']),
  ];
  if (missing.length === 0) return;
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { stdio: 'inherit' });
  } catch {
    throw new Error(
      `The browser tests need "apt-get install ${missing.join(' ')}" as root. CHROMIUM can be the path of a Chromium.`,
    );
  }
}

function hasMetricsOfHelvetica(): boolean {
  try {
    return /Liberation|Nimbus|Helvetica/.test(execFileSync('fc-match', ['Helvetica'], { encoding: 'utf8' }));
  } catch {
    return false;
  }
}
