/**
 * Bundles Jink's own modules for those who run it: Node takes longer to find a hundred small files than to run them.
 * The packages that Jink uses stay where npm put them, and the types are those that tsc wrote.
 */
import { copyFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

await build({
  entryPoints: {
    main: here('../src/cli/main.ts'),
    index: here('../src/index.ts'),
    runtime: here('../src/runtime.ts'),
    'sass-worker': here('../src/compile/sass-worker.ts'),
  },
  outdir: here('../dist/bundle'),
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  legalComments: 'none',
});
copyFileSync(here('../dist/compile/ready-mixins.json'), here('../dist/bundle/ready-mixins.json'));
