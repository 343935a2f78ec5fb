export type Specificity = readonly [ids: number, classes: number, types: number];

/** How strong one selector is. `:is()`, `:not()` and `:has()` count as what is in them, `:where()` as nothing. */
export function specificity(selector: string): Specificity {
  const plain = selector
    .replace(/:where\((?:[^()]|\([^()]*\))*\)/gi, '')
    .replace(/:(?:is|not|has)\(/gi, ' ')
    .replace(/\[[^\]]*\]/g, '.attribute')
    .replace(/::[\w-]+/g, ' element')
    .replace(/:[\w-]+(?:\([^()]*\))?/g, '.pseudo')
    .replace(/\\./g, 'x');
  const count = (pattern: RegExp) => plain.match(pattern)?.length ?? 0;
  return [count(/#[\w-]+/g), count(/\.[\w-]+/g), count(/(?:^|[\s>+~,(])[a-z][\w-]*/gi)];
}
