import { VOID_ELEMENTS } from './void-elements.js';

/** A tag without its other half. */
export interface Unpaired {
  /** Of the tag. */
  offset: number;
  name: string;
  message: string;
  /** Browsers know what is meant. */
  isHarmless: boolean;
}

const TAG = /<(\/?)([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi;

/** Elements whose end tag HTML lets one leave out, and what ends them. */
const OPTIONAL: Record<string, RegExp> = {
  li: /^(li|ul|ol)$/,
  dt: /^(dt|dd|dl)$/,
  dd: /^(dt|dd|dl)$/,
  option: /^(option|optgroup|select)$/,
};

/** Elements that HTML closes by itself where their end tag is left out. */
const MAY_STAY_OPEN = /^(p|t[dhr]|tbody|thead|tfoot|html|head|body)$/;

/**
 * Tags that are never closed, and end tags that close nothing: each where it stands, and none because of another.
 * @param html without comments
 */
export function findUnpaired(html: string): Unpaired[] {
  const found: Unpaired[] = [];
  const open: { name: string; offset: number }[] = [];
  const tell = (offset: number, name: string, message: string, isHarmless = false) =>
    found.push({ offset, name, message, isHarmless });
  // What has ended a paragraph; it is a mistake when an end tag for the paragraph follows.
  const ended: { offset: number; name: string }[] = [];
  let verbatim = '';
  for (const { 1: slash, 2: written = '', 3: rest = '', index } of html.matchAll(TAG)) {
    const name = written.toLowerCase();
    if (verbatim) {
      if (!slash || name !== verbatim) continue;
      verbatim = '';
    }
    if (!slash) {
      if (isEndedBy(open, name)) {
        open.splice(open.findLastIndex((element) => element.name === 'p'));
        ended.push({ offset: index, name });
      }
      if (VOID_ELEMENTS.has(name) || (rest.endsWith('/') && (name.includes(':') || isForeign(open)))) continue;
      if (/^(script|style|textarea|title|xmp)$/.test(name)) verbatim = name;
      while (open.length && OPTIONAL[open.at(-1)!.name]?.test(name)) open.pop();
      open.push({ name, offset: index });
      continue;
    }
    if (VOID_ELEMENTS.has(name)) continue;
    const at = open.findLastIndex((element) => element.name === name);
    const block = at === -1 && name === 'p' ? ended.pop() : undefined;
    if (block) tell(block.offset, block.name, `<${block.name}> cannot stand in a <p>`);
    else if (at === -1) tell(index, name, `</${name}> closes nothing`);
    else
      for (const element of open.splice(at).slice(1))
        if (!OPTIONAL[element.name])
          tell(
            element.offset,
            element.name,
            `<${element.name}> is not closed before </${name}>`,
            MAY_STAY_OPEN.test(element.name),
          );
  }
  for (const { name, offset } of open)
    if (!OPTIONAL[name]) tell(offset, name, `<${name}> is never closed`, MAY_STAY_OPEN.test(name));
  return found;
}

/** What ends a paragraph for a browser, however it is indented. */
const ENDS_PARAGRAPH =
  /^(address|article|aside|blockquote|center|details|div|dl|fieldset|figure|footer|form|h[1-6]|header|hr|main|nav|ol|p|pre|section|table|ul)$/;

function isEndedBy(open: readonly { name: string }[], name: string): boolean {
  if (!ENDS_PARAGRAPH.test(name)) return false;
  const around = open.findLast((element) => /^(p|td|th|caption|table|object|button|.*:.*)$/.test(element.name));
  return around?.name === 'p';
}

function isForeign(open: readonly { name: string }[]): boolean {
  return open.some(({ name }) => name === 'svg' || name === 'math');
}
