/**
 * Bundles what users run, Jink's own modules and the packages that a build needs: Node takes longer to find a thousand
 * files than to run them, and V8's code for one file can be kept (src/start/load-bundle.ts). What only `jink dev` or a
 * config in TypeScript needs stays where npm put it. The types are those that tsc wrote.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { noticesOf } from './notices.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const OUT = here('../dist/bundle/');
const INSTALLED = Object.keys(JSON.parse(readFileSync(here('../package.json'), 'utf8')).dependencies);

/** Packages that are required lazily, some from where another package has them, become part of the bundle. */
const lazyPackages = {
  name: 'lazy-packages',
  setup({ onLoad, onResolve, resolve }) {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
      let source = readFileSync(path, 'utf8');
      if (!source.includes('createRequire(')) return undefined;
      const from = new Map();
      source = source
        .replace(
          /const (\w+) = createRequire\(createRequire\(import\.meta\.url\)\.resolve\('([^']+)'\)\);/g,
          (_, name, owner) => {
            from.set(name, owner);
            return '';
          },
        )
        .replace(/createRequire\(import\.meta\.url\)\('([^']+)'\)/g, (whole, name) =>
          INSTALLED.includes(name) ? whole : `require('${name}')`,
        );
      for (const [name, owner] of from)
        source = source.replace(new RegExp(`\\b${name}\\('([^']+)'\\)`, 'g'), `require('of:${owner}:$1')`);
      return { contents: source, loader: 'ts' };
    });
    onResolve({ filter: /^of:/ }, ({ path, kind, importer }) => {
      const [, owner, name] = path.split(':');
      return resolve(name, { kind, resolveDir: dirname(createRequire(importer).resolve(owner)) });
    });
  },
};

/** The command line is run from the bundle that is loaded with its code cache. */
const bundledRun = {
  name: 'bundled-run',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/run\.js$/ }, ({ importer }) =>
      importer === here('../src/cli/main.ts') ? { path: here('../src/start/run.ts') } : undefined,
    );
  },
};

/** What the code of a bundle has for itself, so that those who ask the globals are an author's (src/start/outer-world.ts). */
const OWN =
  "const own = { Date, process, random: Math.random, url: require('node:url').pathToFileURL(__filename).href };";

const shared = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  supported: { 'dynamic-import': false }, // code from a cache cannot import(), and what it needs can be required
  mainFields: ['module', 'main'],
  charset: 'ascii',
  legalComments: 'none',
  external: INSTALLED,
  plugins: [lazyPackages, bundledRun],
  define: {
    'import.meta.url': 'own.url',
    Date: 'own.Date',
    process: 'own.process',
    'Math.random': 'own.random',
  },
  metafile: true,
  absWorkingDir: here('../'),
};

/** What `loadBundle` loads: a function in one expression. */
function bundle(name, contents) {
  return build({
    ...shared,
    stdin: { contents, resolveDir: here('../src'), sourcefile: `${name}.js` },
    outfile: `${OUT}${name}.js`,
    banner: { js: `(function (exports, require, module, __filename, __dirname) { ${OWN}` },
    footer: { js: '})' },
  });
}

mkdirSync(OUT, { recursive: true });
writeFileSync(`${OUT}package.json`, '{ "type": "commonjs" }\n');
const made = await Promise.all([
  bundle(
    'jink',
    `module.exports = {
      get cli() { return require('./cli/run.ts') },
      get library() { return require('./index.ts') },
      get sending() { return require('./send.ts') },
      get checks() { return require('./tasks/check-threads.ts') },
      get threads() { return require('./tasks/compile-threads.ts') },
    }`,
  ),
  bundle('sass', "module.exports = require('./compile/sass-worker.ts')"),
  // What an application needs to fill in templates: no package, and no part of the compiler.
  build({
    ...shared,
    define: {}, // it runs on its own, beside the application
    format: 'esm',
    entryPoints: [here('../src/runtime.ts')],
    outfile: here('../dist/runtime.js'),
  }),
  // What Node is given to run: small enough to be compiled each time.
  build({
    ...shared,
    entryPoints: {
      main: here('../src/cli/main.ts'),
      library: here('../src/start/library.ts'),
      'check-thread': here('../src/start/check-thread.ts'),
      'compile-thread': here('../src/start/compile-thread.ts'),
      'sass-thread': here('../src/start/sass-thread.ts'),
    },
    outdir: OUT,
    banner: { js: OWN },
  }),
]);
const inputs = made.flatMap(({ metafile }) => Object.keys(metafile.inputs));
writeFileSync(`${OUT}third-party-notices.txt`, noticesOf(inputs, here('../')));
copyFileSync(here('../dist/compile/ready-mixins.json'), `${OUT}ready-mixins.json`);
for (const folder of [OUT, here('../dist/rules/clients/')])
  copyFileSync(here('../src/rules/clients/caniemail.json'), `${folder}caniemail.json`);

const { library, loadSending } = createRequire(import.meta.url)(`${OUT}library.js`);
const namesOf = (entry) => Object.keys(entry).sort().join(', ');
writeFileSync(
  here('../dist/index.js'),
  `import bundle from './bundle/library.js';\n\nexport const { ${namesOf(library)} } = bundle.library;\n`,
);
writeFileSync(
  here('../dist/send.js'),
  `import bundle from './bundle/library.js';\n\nexport const { ${namesOf(loadSending())} } = bundle.loadSending();\n`,
);
