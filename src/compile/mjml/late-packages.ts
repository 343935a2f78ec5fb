import { Module } from 'node:module';

/**
 * Packages that MJML loads whatever it is asked for, and that take most of its time to load, with a whole HTTP client
 * among them: juice for styles, which Jink inlines, cheerio for `mj-html-attributes`, a parser, as Jink reads MJML by
 * itself, and what makes HTML smaller.
 */
const LATE = ['juice', 'cheerio', 'mjml-parser-xml', 'htmlnano', 'cssnano-preset-lite'];

/**
 * Loads something while some packages are only promised: they are loaded when they are first used. Nobody else meets
 * what stands for them.
 * @param require from where the packages are found
 */
export function loadWithout<T>(require: NodeJS.Require, load: () => T): T {
  const { cache } = require;
  const promised = LATE.flatMap((name) => {
    const path = pathOf(require, name);
    if (path === undefined || cache[path]) return [];
    const stand = new Module(path);
    stand.filename = path;
    stand.loaded = true;
    stand.exports = promise(() => require(path) as Exports);
    cache[path] = stand;
    return [{ path, stand }];
  });
  try {
    return load();
  } finally {
    for (const { path, stand } of promised) if (cache[path] === stand) delete cache[path];
  }
}

function pathOf(require: NodeJS.Require, name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}

type Exports = Record<PropertyKey, unknown> & { default?: object };

/** What a CommonJS package exports, a function or an object, from its first use on. */
function promise(load: () => Exports): object {
  return new Proxy(() => {}, {
    apply(_, self, args) {
      const loaded = load();
      return Reflect.apply((typeof loaded === 'function' ? loaded : loaded.default) as () => unknown, self, args);
    },
    get(_, name) {
      // Asked as soon as it is loaded; without it, the package is its own default.
      if (name === '__esModule') return undefined;
      const loaded = load();
      return name in loaded || !loaded.default ? loaded[name] : Reflect.get(loaded.default, name);
    },
    set: (_, name, value) => Reflect.set(load(), name, value),
    has: (_, name) => name in load(),
    ownKeys: () => Reflect.ownKeys(load()),
    getOwnPropertyDescriptor(_, name) {
      const found = Reflect.getOwnPropertyDescriptor(load(), name);
      return found && { ...found, configurable: true };
    },
  });
}
