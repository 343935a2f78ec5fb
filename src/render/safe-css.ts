import { textOf } from './text-of.js';

const LEAVES =
  /[;{}<>"'`&\\@\u0000-\u001f\u007f\u2028\u2029]|\/\*|\*\/|!|\b(url|expression|src|image|image-set|element|attr|env|var|-moz-binding|javascript|vbscript)\s*[(:]/i;

/**
 * A value for a style: nothing when it could leave its declaration, load something or run.
 */
export function safeCss(value: unknown): string {
  const css = textOf(value);
  return LEAVES.test(css) || !isBalanced(css) ? '' : css;
}

/** An open bracket would swallow the declarations behind it. */
function isBalanced(css: string): boolean {
  const open: string[] = [];
  for (const [bracket] of css.matchAll(/[()[\]]/g)) {
    if (bracket === '(' || bracket === '[') open.push(bracket);
    else if (open.pop() !== (bracket === ')' ? '(' : '[')) return false;
  }
  return open.length === 0;
}
