import type { DomNode, FormatCallback, HtmlToTextOptions, SelectorDefinition } from 'html-to-text';
import { print, setAttribute } from '../document/edit.js';
import { sourceOf, tableOf } from '../document/find.js';
import { hasMergeTag, replaceMergeTags } from '../document/merge-tags.js';
import { parse } from '../document/parse.js';
import type { Document, Node } from '../model/document.js';
import { markConditionalLinks, printConditionalLinks } from './text-links.js';

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
  for (const part of partsOf(table, 'tr')) {
    builder.openBlock({ leadingLineBreaks: 1 });
    for (const cell of part.name === 'tr' ? partsOf(part, 'td', 'th') : [part]) {
      builder.addInline(' ');
      walk(cell.name ? cell.children : [cell], builder);
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

/** The elements of these names, and the text that stands beside them: merge tags that repeat a row or a cell. */
function partsOf(node: DomNode, ...names: string[]): DomNode[] {
  return (node.children ?? []).flatMap((child) => {
    if (names.includes(child.name ?? '') || (child.data?.trim() && !child.name)) return [child];
    return child.name === 'table' ? [] : partsOf(child, ...names);
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
    ...GRID_TABLES.map((name) => block(`table.${name}`, name === 'button' || name === 'block-grid' ? 2 : 1)),
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
    ...LEFT_OUT.map((selector) => ({ selector: selector + selector, format: 'skip' })), // above `table.columns`
  ],
};

let convert: ((html: string) => string) | undefined;

/** Loads the package while the compiler waits for something else. */
export async function prepareText(): Promise<void> {
  convert ??= (await import('html-to-text')).compile(OPTIONS);
}

/**
 * The plain-text part of an email, from its finished HTML. Merge tags come out as they went in.
 * @param read gives the HTML's document, which may be changed
 */
export async function textOf(html: string, read = () => parse(html)): Promise<string> {
  await prepareText();
  const tags: string[] = [];
  const masked = replaceMergeTags(prepareTags(html, read), (tag) => {
    const known = tags.indexOf(tag);
    return `\uE000${known === -1 ? tags.push(tag) - 1 : known}\uE001`;
  });
  return `${printConditionalLinks(convert!(masked))
    .replace(/[\u200C\u00A0]/g, ' ')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/\uE000(\d+)\uE001/g, (_, number) => tags[number]!)
    .trim()}\n`;
}

/** A table of data whose rows or cells merge tags repeat has no columns to keep yet; links keep their conditions. */
function prepareTags(html: string, read: () => Document): string {
  if (!hasMergeTag(html)) return html;
  const document = read();
  markConditionalLinks(document);
  for (const element of document.elements) {
    const table = element.name === 'table' ? element : tableOf(element);
    const holdsTags = (node: Node) => node.kind === 'text' && hasMergeTag(sourceOf(document, node));
    if (table && /^t(able|body|head|foot|r)$/.test(element.name) && element.children.some(holdsTags))
      setAttribute(table, 'role', 'presentation');
  }
  return print(document);
}
