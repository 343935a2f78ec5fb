/** Where a source comes from. */
export type Origin = 'ink' | 'inky' | 'foundation' | 'jade' | 'mjml' | 'html';

/** Tells the origin by the file's extension and what it says. */
export function originOf(extension: string, source: string): Origin {
  if (/^\.(jade|pug)$/.test(extension)) return 'jade';
  if (extension === '.mjml' || /<mjml[\s>]/.test(source)) return 'mjml';
  if (
    /<(container|row|columns?|callout|block-grid|spacer|wrapper|menu|h-line)[\s>/]|<button\b[^>]*\shref\s*=/i.test(
      source,
    )
  )
    return 'inky';
  const names = new Set(
    [...source.matchAll(/\bclass\s*=\s*["']([^"']*)["']/gi)].flatMap(([, list]) => list!.split(/\s+/)),
  );
  const has = (...some: string[]) => some.some((name) => names.has(name));
  if ([...names].some((name) => /^(large|small)-\d+$/.test(name)) || has('wrapper-inner', 'callout-inner', 'menu-item'))
    return 'foundation';
  if (has('columns', 'column', 'container', 'block-grid', 'sub-columns') || (has('row') && has('wrapper')))
    return 'ink';
  if (has('button', 'tiny-button', 'small-button', 'medium-button', 'large-button') && has('body')) return 'ink';
  return 'html';
}
