/*
 * Whether an author's code asked for something that no file tells: the time, chance, the environment. Templates and
 * configs see it as globals; the bundle keeps its own (scripts/bundle.js), so that only theirs are noticed.
 */

const WATCHED: [owner: object, names: string[]][] = [
  [globalThis, ['Date', 'process', 'performance', 'crypto', 'navigator', 'WebAssembly']],
  [Math, ['random']],
  [Intl, ['DateTimeFormat']],
];

/** Begins to watch, and returns a function that tells whether anything was asked for since. */
export function watchOuterWorld(): () => boolean {
  let isAsked = false;
  const watch = (owner: object, name: string) => {
    const original = Object.getOwnPropertyDescriptor(owner, name);
    if (!original?.configurable) return;
    const restore = () => {
      isAsked = true;
      Object.defineProperty(owner, name, original);
    };
    Object.defineProperty(owner, name, {
      configurable: true,
      enumerable: original.enumerable === true,
      get() {
        restore();
        return Reflect.get(owner, name);
      },
      set(value) {
        restore();
        Reflect.set(owner, name, value);
      },
    });
  };
  for (const [owner, names] of WATCHED) for (const name of names) watch(owner, name);
  return () => isAsked;
}
