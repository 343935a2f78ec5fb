import type { DomNode, FormatCallback, HtmlToTextOptions, SelectorDefinition } from 'html-to-text';

/*
 * The one door to html-to-text. A layout's cells become paragraphs, a table of data keeps its columns, and a table that
 * an author laid out by hand (role="presentation", no class of Ink's) is read line by line, so that numbers stay with
 * their labels.
 */

const WIDTH = 78;

const GRID_TABLES = 'body container row columns column block-grid button spacer divider inset panel'.split(' ');

/** Shown on phones only, or hidden from readers: the large version says the same. */
const LEFT_OUT = ['.show-for-small', '.hide-for-desktop', '.hide-for-large', '.preheader', '.spacer', '.expander'];

const lineByLine: FormatCallback = (table, walk, builder) => {
  if (!saysSomething(table)) return; // a bar, a coloured line
  builder.openBlock({ leadingLineBreaks: 2 });
  for (const row of descendants(table, 'tr')) {
    builder.openBlock({ leadingLineBreaks: 1 });
    for (const cell of row.children?.filter(({ name }) => name === 'td' || name === 'th') ?? []) {
      builder.addInline(' ');
      walk(cell.children, builder);
    }
    builder.closeBlock({ trailingLineBreaks: 1 });
  }
  builder.closeBlock({ trailingLineBreaks: 2 });
};

const alternativeText: FormatCallback = (image, _walk, builder) => {
  const alt = image.attribs?.alt?.trim();
  if (alt) builder.addInline(alt);
};

function saysSomething({ data, name, children = [] }: DomNode): boolean {
  return /[^\s\u00A0]|&(?!nbsp;|#160;)/.test(data ?? '') || name === 'img' || children.some(saysSomething);
}

function descendants(node: DomNode, name: string): DomNode[] {
  return (node.children ?? []).flatMap((child) => {
    if (child.name === name) return [child];
    return child.name === 'table' ? [] : descendants(child, name);
  });
}

const block = (selector: string, leadingLineBreaks: number): SelectorDefinition => ({
  selector,
  format: 'block',
  options: { leadingLineBreaks, trailingLineBreaks: leadingLineBreaks },
});

const heading = (selector: string): SelectorDefinition => ({
  selector,
  format: 'heading',
  options: { leadingLineBreaks: 2, trailingLineBreaks: 2, uppercase: false },
});

const OPTIONS: HtmlToTextOptions = {
  wordwrap: WIDTH,
  formatters: { lineByLine, alternativeText },
  limits: { maxDepth: 500 },
  selectors: [
    {
      selector: 'table',
      format: 'dataTable',
      options: { uppercaseHeaderCells: false, colSpacing: 2, maxColumnWidth: 60 },
    },
    { selector: 'table[role="presentation"]', format: 'lineByLine' },
    ...GRID_TABLES.map((name) => block(`table.${name}`, name === 'button' ? 2 : 1)),
    block('td', 1),
    block('td.wrapper', 2),
    block('td.sub-columns', 2),
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map(heading),
    {
      selector: 'a',
      options: { linkBrackets: ['<', '>'], hideLinkHrefIfSameAsText: true, noAnchorUrl: true, ignoreHref: false },
    },
    { selector: 'img', format: 'alternativeText' },
    { selector: 'title', format: 'skip' },
    { selector: 'style', format: 'skip' },
    ...LEFT_OUT.map((selector) => ({ selector, format: 'skip' })),
  ],
};

let convert: ((html: string) => string) | undefined;

/** Loads the package while the compiler waits for something else. */
export async function prepareText(): Promise<void> {
  convert ??= (await import('html-to-text')).compile(OPTIONS);
}

/** The plain-text part of an email, from its finished HTML. */
export async function textOf(html: string): Promise<string> {
  await prepareText();
  return `${convert!(html)
    .replace(/[\u200C\u00A0]/g, ' ')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}
