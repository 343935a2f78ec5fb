import { printDeclarations, readCss } from '../../document/css-text.js';
import { readStyle, word } from './read-style.js';

/** A sheet as Word reads it: rules and declarations that it knows, outside of all at-rules. */
export function readSheet(css: string): string {
  return readCss(css)
    .blocks.flatMap(({ name, prelude, declarations }) => {
      if (name !== undefined) return [];
      const selectors = prelude
        .split(/,(?![^(]*\))/)
        .map((selector) => firstOfChain(selector.trim()))
        .filter((selector) => selector !== '' && word().selects(selector));
      const read = readStyle(declarations, undefined);
      return selectors.length && read.length ? [`${selectors.join()}{${printDeclarations(read)}}`] : [];
    })
    .join('');
}

/** Of `.a.b`, Word reads `.a`. */
function firstOfChain(selector: string): string {
  return selector.replace(/([.#][\w-]+)(?:[.#][\w-]+)+/g, '$1');
}
