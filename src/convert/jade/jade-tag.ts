/** A line that begins with an element or a call: its name with classes and id, its brackets, and what stands behind. */
export interface JadeTag {
  head: string;
  /** What stands in each pair of brackets, in their order. */
  groups: string[];
  rest: string;
}

/** Reads the beginning of a line; undefined when it is text, code or anything else. */
export function readTag(text: string): JadeTag | undefined {
  const head = /^(?:\+\s*[\w-]+|[\w:-]*\w(?:[.#][\w-]+)*|(?:[.#][\w-]+)+)/.exec(text)?.[0];
  if (
    !head ||
    /^(?:if|else|unless|each|for|while|case|when|default|block|append|prepend|extends|include|mixin|doctype)$/.test(
      head,
    )
  )
    return undefined;
  const groups: string[] = [];
  let at = head.length;
  for (;;) {
    // A blank may stand before the brackets of a call.
    const open =
      head.startsWith('+') && groups.length === 0 ? /^\s*\(/.exec(text.slice(at)) : /^\(/.exec(text.slice(at));
    if (!open) break;
    const start = at + open[0].length;
    const end = closingBracket(text, start);
    if (end === -1) return undefined;
    groups.push(text.slice(start, end));
    at = end + 1;
  }
  const classes = groups.length > 0 ? (/^(?:[.#][\w-]+)+/.exec(text.slice(at))?.[0] ?? '') : '';
  return { head: head.replace(/^\+\s+/, '+') + classes, groups, rest: text.slice(at + classes.length) };
}

/** The characters of an expression that stand in no quotes, and in how many brackets of its own each stands. */
function* outsideOfTexts(code: string, from: number): Generator<{ at: number; char: string; depth: number }> {
  let depth = 0;
  let quote = '';
  for (let at = from; at < code.length; at++) {
    const char = code[at]!;
    if (quote) {
      if (char === '\\') at++;
      else if (char === quote) quote = '';
      continue;
    }
    if ('"\'`'.includes(char)) quote = char;
    else if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
    yield { at, char, depth };
  }
}

function closingBracket(text: string, from: number): number {
  for (const { at, depth } of outsideOfTexts(text, from)) if (depth === -1) return at;
  return -1;
}

export interface JadeAttribute {
  name: string;
  /** `=`, `!=`, or nothing for an attribute without a value. */
  sign: string;
  value: string;
}

/** The attributes in brackets, with commas between them or without. */
export function readAttributes(group: string): JadeAttribute[] {
  const found: JadeAttribute[] = [];
  let at = 0;
  while (at < group.length) {
    const blank = /^[\s,]+/.exec(group.slice(at))?.[0].length ?? 0;
    at += blank;
    const match = /^(['"]?[\w:@.-]+['"]?)(\s*!?=\s*)?/.exec(group.slice(at));
    if (!match) break;
    at += match[0].length;
    const sign = match[2]?.trim() ?? '';
    const end = sign ? endOfValue(group, at) : at;
    found.push({ name: match[1]!, sign, value: group.slice(at, end).trim() });
    at = end;
  }
  return found;
}

/** Where a value ends: at a comma, or at a blank before the next attribute's name. */
function endOfValue(group: string, from: number): number {
  for (const { at, char, depth } of outsideOfTexts(group, from)) {
    if (depth !== 0) continue;
    if (char === ',') return at;
    if (!/\s/.test(char) || /[+\-*/?:&|<>=!]\s*$/.test(group.slice(from, at))) continue;
    const next = group.slice(at).trimStart();
    if (/^['"]?[\w:@.-]+['"]?\s*(!?=(?!=)|$|,|\s+[\w:-]+\s*=)/.test(next)) return at;
  }
  return group.length;
}

export function writeAttributes(attributes: readonly JadeAttribute[]): string {
  if (attributes.length === 0) return '';
  return `(${attributes.map(({ name, sign, value }) => `${name}${sign}${value}`).join(' ')})`;
}

/** What a quoted text says; undefined for any other expression. */
export function textOf(value: string): string | undefined {
  const match = /^\s*(["'])((?:(?!\1)[^\\]|\\.)*)\1\s*$/.exec(value);
  return match ? match[2]!.replace(/\\(.)/g, '$1') : undefined;
}

/** The arguments in brackets. */
export function readArguments(group: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const { at, char, depth } of outsideOfTexts(group, 0)) {
    if (char !== ',' || depth !== 0) continue;
    parts.push(group.slice(from, at).trim());
    from = at + 1;
  }
  return [...parts, group.slice(from).trim()].filter(Boolean);
}
