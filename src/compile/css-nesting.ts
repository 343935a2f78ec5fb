/**
 * Native nesting, flattened: `&` is the parent, and without one the parent stands in front. Where joining the texts
 * would mean something else, the parents go into `:is()`, as CSS defines it.
 */
export function nest(parents: readonly string[], children: readonly string[]): string[] {
  const simple = parents.length * children.length <= 64 && haveOneWeight(parents);
  return children.flatMap((child) => {
    if (simple && canJoin(parents, child)) return parents.map((parent) => join(parent, child));
    const all = `:is(${parents.join(',')})`;
    return [join(all, child)];
  });
}

function join(parent: string, child: string): string {
  if (!child.includes('&')) return `${parent} ${child}`;
  return child.replace(/"[^"]*"|'[^']*'|&/g, (found) => (found === '&' ? parent : found));
}

/** `&` once, in front, and nothing behind it that would become part of the parent's name. */
function canJoin(parents: readonly string[], child: string): boolean {
  if (!child.includes('&')) return true;
  if ((child.match(/&/g) ?? []).length > 1)
    return parents.length === 1 && !/[\s>+~,]/.test(parents[0]!) && isApart(child);
  if (/^&(?![\w\\-])/.test(child)) return true;
  return isApart(child) && parents.every((parent) => !/[\s>+~]/.test(parent));
}

/** Whether every `&` stands between blanks or combinators. */
function isApart(child: string): boolean {
  return !/[^\s>+~(,]&|&[\w\\-]/.test(child);
}

/** Whether a list's selectors count the same in the cascade; as parents they all count as the heaviest. */
function haveOneWeight(parents: readonly string[]): boolean {
  if (parents.length < 2) return true;
  const weights = parents.map((parent) => {
    const ids = parent.match(/#[\w-]/g)?.length ?? 0;
    const classes = parent.match(/\.[\w-]|\[|:(?!:)/g)?.length ?? 0;
    const types = parent.match(/(^|[\s>+~])[a-z]/gi)?.length ?? 0;
    return `${ids},${classes},${types}`;
  });
  return new Set(weights).size === 1;
}
