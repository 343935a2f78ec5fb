import { replaceMergeTags } from '../../document/merge-tags.js';
import { VOID_ELEMENTS } from '../../document/void-elements.js';
import type { Intent, Tag } from '../intent.js';
import { printAttributes } from './print-attributes.js';

/*
 * A line of text with elements in it: `Read #[a(href="…") the report].` Blanks that may become line ends are plain
 * ones; those that may not, in attributes and merge tags, are held by a private-use character until the lines are cut.
 */
const HELD = '\uE100';

/** A line of text, with its elements in `#[…]`. */
export function printInline(run: Intent[]): string {
  return collapse(run.map((intent) => inline(intent, false)).join('')).replace(/^ | $/g, '');
}

/** Images and line ends that need no text around them stand better on lines of their own. */
export function isPlainBreak(run: Intent[]): boolean {
  const isImage = (intent: Intent): boolean =>
    intent.kind === 'tag' &&
    (intent.name === 'img' || intent.name === 'br' || (intent.name === 'a' && intent.children.some(isImage)));
  const parts = run.filter((intent) => intent.kind !== 'text' || intent.html.trim() !== '');
  return parts.length > 0 && parts.every(isImage);
}

/** Cuts a text at its blanks, and behind every `#[br]`. */
export function wrapLines(inline: string, width: number): string[] {
  return inline.split(/(?<=#\[br\]) ?(?=.)/).flatMap((part) => {
    const lines: string[] = [];
    let line = '';
    for (const word of part.split(' ')) {
      if (line && line.length + word.length + 1 > width) {
        lines.push(line);
        line = word;
      } else {
        line = line ? `${line} ${word}` : word;
      }
    }
    lines.push(line);
    return lines.map((one) => one.replaceAll(HELD, ' '));
  });
}

function inline(intent: Intent, isInside: boolean): string {
  if (intent.kind === 'text') return writeText(intent.html, isInside);
  if (intent.kind !== 'tag') return '';
  const { name, attributes, children } = intent;
  const head = printAttributes(name, attributes).replaceAll(' ', HELD);
  const content = children.map((child) => inline(child, true)).join('');
  // A bracket in brackets ends them, whatever it stands in.
  if (head.includes(']') || children.some(hasBracketInTag)) return collapse(asHtml(intent));
  if (content === '') return `#[${head}]`;
  // Blanks at the edges of an element are moved out of it: Pug would drop them, and nobody sees the difference.
  const [, before = '', inner = '', after = ''] = /^([ \t\r\n\f]*)([\s\S]*?)([ \t\r\n\f]*)$/.exec(content)!;
  if (inner === '') return `#[${head}${HELD}&#32;]`;
  // Pug ends an element in brackets with its line.
  return `${before ? ' ' : ''}#[${head} ${inner}]${after ? ' ' : ''}`.replace(/(?<=\S)[ \t\r\n\f]+(?=\S)/g, HELD);
}

function writeText(html: string, isInside: boolean): string {
  const written = replaceMergeTags(html, (tag) => tag.replace(/\s+/g, HELD));
  const escaped = written.replace(/[#!]\{|#\[/g, '\\$&');
  return isInside ? escaped.replaceAll(']', '&#93;') : escaped;
}

function hasBracketInTag(intent: Intent): boolean {
  if (intent.kind === 'text') {
    let found = false;
    replaceMergeTags(intent.html, (merge) => {
      if (merge.includes(']')) found = true;
      return merge;
    });
    return found;
  }
  return intent.kind === 'tag' && intent.children.some(hasBracketInTag);
}

/** An element as HTML, which Pug's text may hold too. */
function asHtml({ name, attributes, children }: Tag): string {
  const written = attributes.map((one) => (one.value === undefined ? ` ${one.name}` : ` ${one.name}="${one.value}"`));
  const open = `<${name}${written.join('')}>`.replaceAll(' ', HELD).replace(/[#!]\{|#\[/g, '\\$&');
  if (VOID_ELEMENTS.has(name)) return open;
  const inside = children.map((child) => {
    if (child.kind === 'tag') return asHtml(child);
    return child.kind === 'text' ? writeText(child.html, false) : '';
  });
  return `${open}${inside.join('')}</${name}>`;
}

function collapse(text: string): string {
  return text.replace(/[ \t\r\n\f]+/g, ' ');
}
