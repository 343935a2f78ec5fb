import { mapTree, type PugNode } from './pug-tree.js';

/* What templates may write although Pug itself cannot read it. */

/**
 * Lets attributes follow a mixin's arguments in the same brackets: `+columns(6, offset=3)` means
 * `+columns(6)(offset=3)`. Pug would take it for an assignment. Every character keeps its place where a blank allows it.
 * @param input what is left of the source, at a call
 * @param findEnd where the bracket ends that stands at an offset
 */
export function separateAttributes(input: string, findEnd: (bracket: number) => number): string {
  const head = /^\+\s*[-\w]+ *\(/.exec(input)?.[0];
  const comma = head && attributesAfter(input, head.length);
  if (!comma) return input;
  const end = findEnd(head.length - 1);
  if (comma > end) return input;
  const attributes = input.slice(comma + 1, end).replace(/^ ?/, '(');
  const more = input[end + 1] === '(' ? '  ' : ')';
  return `${input.slice(0, comma)})${attributes}${more}${input.slice(end + more.length)}`;
}

/** Where the comma stands that an attribute follows, outside of all brackets and quotes; `from` is after a bracket. */
function attributesAfter(input: string, from: number): number | undefined {
  let depth = 0;
  let quote = '';
  for (let i = from; i < input.length && depth >= 0; i++) {
    const char = input[i]!;
    if (char === '\\') i++;
    else if (quote) quote = char === quote ? '' : quote;
    else if (/["'`]/.test(char)) quote = char;
    else if (/[([{]/.test(char)) depth++;
    else if (/[)\]}]/.test(char)) depth--;
    else if (char === ',' && depth === 0 && /^\s*[\w:@-]+\s*=(?![=>])/.test(input.slice(i + 1))) return i;
  }
  return undefined;
}

/**
 * Reads an attribute whose `=` is missing, `meta(name"viewport")`, as it was meant; Jink 1's own layout has one, and
 * Pug would make a program of it that is not JavaScript.
 */
export function readMissingEquals(tree: PugNode): void {
  mapTree(tree, (node) => {
    for (const attribute of node.attrs ?? []) {
      const [, name, value] = /^([^"']+)["'](.*?)["']?$/.exec(attribute.name) ?? [];
      if (name === undefined || attribute.val !== true) continue;
      attribute.name = name;
      attribute.val = JSON.stringify(value);
    }
    return node;
  });
}
