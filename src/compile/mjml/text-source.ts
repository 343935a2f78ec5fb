import { withoutMarks } from './mjml-source.js';
import type { MjmlNode } from './mjml-tree.js';

/** Elements that say nothing, and those whose look is told in other ways. */
const SILENT = new Set(['mj-head', 'mj-spacer', 'mj-divider']);

/**
 * What an email says as plain HTML, for its text part: MJML's own output is layout for the most part. Undefined where an
 * element may say something that only its rendering shows.
 */
export function textSourceOf(node: MjmlNode): string | undefined {
  const { tagName, children, content = '', attributes } = node;
  if (SILENT.has(tagName)) return '';
  const inside: string[] = [];
  for (const child of children) {
    const html = textSourceOf(child);
    if (html === undefined) return undefined;
    inside.push(html);
  }
  const link = (html: string) => (attributes.href ? `<a href="${attributes.href}">${html}</a>` : html);
  const image = () => (attributes.src && attributes.alt ? `<img alt="${attributes.alt}">` : '');
  switch (tagName) {
    case 'mjml':
    case 'mj-body':
    case 'mj-navbar':
    case 'mj-social':
    case 'mj-accordion':
    case 'mj-accordion-element':
    case 'mj-section':
    case 'mj-wrapper':
    case 'mj-hero':
    case 'mj-group':
    case 'mj-column':
      return inside.join('');
    case 'mj-raw':
      return withoutMarks(content);
    case 'mj-text':
    case 'mj-accordion-title':
    case 'mj-accordion-text':
      return block(withoutMarks(content));
    case 'mj-button':
      return block(link(withoutMarks(content)));
    case 'mj-image':
      return block(link(image()));
    case 'mj-table':
      return `<table>${withoutMarks(content)}</table>`;
    default:
      return undefined;
  }
}

/** A paragraph of the text (text.ts), whatever stands in it. */
function block(html: string): string {
  return html && `<td class="wrapper">${html}</td>`;
}
