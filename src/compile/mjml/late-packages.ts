import { Module } from 'node:module';

/**
 * Packages that MJML loads whatever it is asked for, and that take half of its time to load, with a whole HTTP client
 * among them: juice for styles, which Jink inlines, and cheerio for `mj-html-attributes`.
 */
const LATE = ['juice', 'cheerio'];

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
    stand.exports = promise(() => require(path));
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

/** What a CommonJS package exports, a function or an object, from its first use on. */
function promise(load: () => object): object {
  return new Proxy(() => {}, {
    apply: (_, self, args) => Reflect.apply(load() as () => unknown, self, args),
    // Asked as soon as it is loaded; without it, the package is its own default.
    get: (_, name) => (name === '__esModule' ? undefined : Reflect.get(load(), name)),
    set: (_, name, value) => Reflect.set(load(), name, value),
    has: (_, name) => Reflect.has(load(), name),
    ownKeys: () => Reflect.ownKeys(load()),
    getOwnPropertyDescriptor(_, name) {
      const found = Reflect.getOwnPropertyDescriptor(load(), name);
      return found && { ...found, configurable: true };
    },
  });
}
