import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type MixinLibrary, mixinsOf, OWN_MIXINS, type ParsedFile } from './mixins.js';
import { adoptCode, codeOf } from './pug-code.js';

/*
 * The code of Jink's own mixins is made when Jink is built, because parsing them takes as long as parsing a template.
 */

interface ReadyMixin {
  name: string;
  file: string;
  /** The text of the file that the code was made from. */
  source: string;
  code: string[];
}

const READY = fileURLToPath(new URL('./ready-mixins.json', import.meta.url));

/** The library, answering with ready code for mixins whose file is what it was when the code was made. */
export function withReadyCode(library: MixinLibrary): MixinLibrary {
  if (!existsSync(READY)) return library;
  const ready = new Map<string, ReadyMixin>();
  for (const mixin of JSON.parse(readFileSync(READY, 'utf8')) as ReadyMixin[]) ready.set(mixin.name, mixin);
  const adopted = new Map<string, ParsedFile>();
  return {
    ...library,
    find(name) {
      const mixin = ready.get(name);
      if (!mixin) return library.find(name);
      const known = adopted.get(name);
      if (known) return known;
      const file = join(OWN_MIXINS, mixin.file);
      if (readFileSync(file, 'utf8') !== mixin.source) return library.find(name);
      const tree = { type: 'Mixin', name, call: false, line: 1, block: null };
      adoptCode(tree, mixin.code);
      const parsed = { tree, files: new Set([file]) };
      adopted.set(name, parsed);
      return parsed;
    },
  };
}

/** Makes the code of all of Jink's mixins ready; a step of building Jink. */
export function writeReadyCode(library: MixinLibrary): void {
  const mixins = [...library.names()].flatMap((name): ReadyMixin[] => {
    const { tree, files } = library.find(name)!;
    const [path] = files;
    if (tree.name !== name || !path) return []; // an alias
    if (mixinsOf(tree).called.length) throw new Error(`The mixin "${name}" of Jink's calls another one.`);
    return [{ name, file: path.slice(OWN_MIXINS.length + 1), source: readFileSync(path, 'utf8'), code: codeOf(tree) }];
  });
  writeFileSync(READY, JSON.stringify(mixins));
}
