import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';

const POLICY = '/usr/sbin/policy-rc.d';

/**
 * The tests of sending use Postfix, a real mail server, and python3-dkim, which verifies signatures. Installs them where
 * that is possible; where it is not, the tests that need them say so.
 */
export default function setup(): void {
  const missing = [
    ...(existsSync('/usr/sbin/postfix') ? [] : ['postfix']),
    ...(existsSync('/usr/lib/python3/dist-packages/dkim') ? [] : ['python3-dkim']),
  ];
  if (missing.length === 0 || process.getuid?.() !== 0) return;
  const own = !existsSync(POLICY);
  // The tests start a Postfix of their own; the machine's is not to run.
  if (own) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    execFileSync('debconf-set-selections', { input: 'postfix postfix/main_mailer_type select No configuration\n' });
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { stdio: 'inherit', env });
  } catch {
    // the tests that need them tell it
  } finally {
    if (own) rmSync(POLICY);
  }
}
