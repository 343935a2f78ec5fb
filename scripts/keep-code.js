/** The last step of building Jink: a first build, which keeps V8's code for this Node (src/start/load-bundle.ts). */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'jink-'));
for (const folder of ['templates', 'mixins', 'styles', 'assets', 'jink.config.ts'])
  cpSync(here(`../examples/weekly-agent-report/${folder}`), join(root, folder), { recursive: true });
execFileSync(process.execPath, [here('../dist/bundle/main.js'), 'build', '--root', root, '--quiet']);
rmSync(root, { recursive: true });
