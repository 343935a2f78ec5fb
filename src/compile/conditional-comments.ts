import { maskMergeTags } from '../document/merge-tags.js';

/*
 * Comments do not nest: what is for Outlook alone ends at the first `-->` in it, and what is hidden from Outlook at the
 * first `<![endif]`. Mixins in mixins would bring both about, so what cannot be shown, or is shown anyhow, is left out.
 */

interface Part {
  /** `for` Outlook alone, `hidden` from it, an ordinary `comment`, or `text`. */
  kind: 'for' | 'hidden' | 'comment' | 'text';
  /** The start of a conditional comment, or the whole of anything else. */
  text: string;
  end: string;
  parts: Part[];
}

const TOKEN = /(<!--\[if [^\]]*\]>)(\s*(?:<!-- ?-->|<!-->|-->))?|<!--\s*<!\[endif\]-->|<!\[endif\]-->|<!--[\s\S]*?-->/g;

/** The same HTML for every reader, with no conditional comment inside another one. */
export function flattenConditionalComments(html: string): string {
  if (!html.includes('<!--[if ')) return html;
  const parts = readParts(html);
  return parts ? parts.map((part) => print(part, undefined)).join('') : html;
}

/** Undefined when the comments do not pair up. */
function readParts(html: string): Part[] | undefined {
  const root: Part = { kind: 'text', text: '', end: '', parts: [] };
  const open = [root];
  let at = 0;
  const add = (kind: Part['kind'], text: string): Part => {
    const part: Part = { kind, text, end: '', parts: [] };
    open.at(-1)!.parts.push(part);
    return part;
  };
  for (const { 0: token, 1: start, 2: revealed, index } of maskMergeTags(html).matchAll(TOKEN)) {
    const end = index + token.length;
    const text = html.slice(index, end);
    add('text', html.slice(at, index));
    at = end;
    if (start) open.push(add(revealed ? 'hidden' : 'for', text));
    else if (token.endsWith('<![endif]-->')) {
      const closed = open.pop()!;
      if (closed === root || (closed.kind === 'hidden') !== token.startsWith('<!--')) return undefined;
      closed.end = text;
    } else add('comment', text);
  }
  add('text', html.slice(at));
  return open.length === 1 ? root.parts : undefined;
}

function print(part: Part, around: Part | undefined): string {
  const inside = (context: Part | undefined) => part.parts.map((child) => print(child, context)).join('');
  if (part.kind === 'text') return part.text;
  if (part.kind === 'comment') return around?.kind === 'for' ? '' : part.text;
  if (!around) return part.text + inside(isAboutWord(part) ? part : undefined) + part.end;
  if (!isAboutWord(part)) {
    if (around.kind === 'hidden') return part.text + inside(undefined) + part.end;
    return part.kind === 'hidden' ? inside(around) : ''; // other browsers' comments
  }
  if (part.kind !== around.kind) return ''; // for Outlook, and hidden from it
  if (part.kind === 'hidden' || part.text === around.text || part.text === '<!--[if mso]>') return inside(around);
  return around.end + part.text + inside(part) + part.end + around.text;
}

/** Whether the condition is `mso` with or without a version, or its contrary. */
function isAboutWord({ kind, text }: Part): boolean {
  return kind === 'for' ? /^<!--\[if [^!\]]*mso[^\]]*\]>/.test(text) : /^<!--\[if !\s*mso\s*\]>/.test(text);
}
