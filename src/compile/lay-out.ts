/** How the HTML is laid out in lines; a reader sees the same in each. */
export type Layout = 'lines' | 'minify' | 'pretty';

/** Elements around which white space means nothing, so that a line may begin before their tags. */
const BREAKS = new Set(
  'html head body meta title style table tbody thead tfoot tr td th p div h1 h2 h3 h4 h5 h6 ul ol li center'.split(' '),
);

const VERBATIM = new Set(['pre', 'textarea', 'style', 'script', 'title']);

const TAG = /<(\/?)([a-z][\w:-]*)\b(?:"[^"]*"|'[^']*'|[^'">])*>/gi;

/**
 * Begins a line before the tags that a layout is made of, so that no line grows past the 998 characters that mail can
 * carry, and `pretty` indents them. Cells of a block grid stay side by side: a gap would break their line.
 */
export function layOut(html: string, layout: Layout): string {
  if (layout === 'minify') return html.replace(/>\s*\n\s*(?=<\/?(?:t(?:able|body|head|foot|r|d|h))\b)/g, '>');
  let grids = 0;
  let depth = 0;
  let verbatim = '';
  let out = '';
  let at = 0;
  for (const match of html.matchAll(TAG)) {
    const [tag, slash, written] = match;
    const name = written!.toLowerCase();
    if (verbatim) {
      if (slash && name === verbatim) verbatim = '';
      continue;
    }
    if (slash && BREAKS.has(name)) depth--;
    const inGrid = grids > 0 && (name === 'td' || name === 'tr');
    const mayBreak = html[match.index - 1] === '>' && BREAKS.has(name) && !inGrid && (!slash || layout === 'pretty');
    if (mayBreak) {
      out += `${html.slice(at, match.index)}\n${layout === 'pretty' ? '  '.repeat(Math.max(0, depth)) : ''}`;
      at = match.index;
    }
    if (!slash && BREAKS.has(name) && name !== 'meta') depth++;
    if (!slash && VERBATIM.has(name)) verbatim = name;
    if (name === 'table') {
      if (slash) grids = Math.max(0, grids - 1);
      else if (grids > 0 || /class="[^"]*\bblock-grid\b/.test(tag)) grids++;
    }
  }
  return out + html.slice(at);
}
