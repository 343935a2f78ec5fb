import { replaceMergeTags } from '../document/merge-tags.js';
import { readToken, writeToken } from './send-time/tokens.js';

/** Text with conditions in it: plain stretches, and conditions whose branches are such texts again. */
export type Part = PlainPart | Condition;

export interface PlainPart {
  kind: 'plain';
  text: string;
  offset: number;
}

export interface Condition {
  kind: 'condition';
  /** Each with the tag that opens it: `{{#if late}}`, `{{else}}`. */
  branches: { tag: string; parts: Part[] }[];
  close: string;
  /** The tag that would open a branch for "none of these", when there is none yet. */
  otherwise: string | undefined;
}

interface TagKind {
  kind: 'open' | 'else' | 'close' | 'value' | 'other';
  /** How its language writes "else". */
  otherwise?: string;
  /** An `else` without a condition of its own. */
  last?: boolean;
}

/** What a merge tag does to the text around it. Loops and other blocks are `other`: what they repeat is unknown. */
function kindOf(tag: string): TagKind {
  const token = readToken(tag);
  if (token) return kindOfToken(token);
  const inside = tag.replace(/^(\{\{~?|\{%-?|<%-?|\*\||%%)\s*|\s*(~?\}\}|-?%\}|-?%>|\|\*|%%)$/g, '');
  if (tag.startsWith('{{')) {
    const block = /^#\s*([\w./-]+)/.exec(inside)?.[1];
    if (block)
      return /^(each|with|list|let)$/.test(block) ? { kind: 'other' } : { kind: 'open', otherwise: '{{else}}' };
    if (/^\^\s*[\w.]/.test(inside)) return { kind: 'open', otherwise: '{{else}}' };
    if (/^(else|\^)$/.test(inside)) return { kind: 'else', last: true };
    if (/^else\s/.test(inside)) return { kind: 'else' };
    return /^\//.test(inside) ? { kind: 'close' } : { kind: 'value' };
  }
  if (tag.startsWith('{%')) {
    if (/^(if|unless)\b/.test(inside)) return { kind: 'open', otherwise: '{% else %}' };
    if (/^else$/.test(inside)) return { kind: 'else', last: true };
    if (/^(elif|elsif|elseif)\b/.test(inside)) return { kind: 'else' };
    return /^end(if|unless)\b/.test(inside) ? { kind: 'close' } : { kind: 'other' };
  }
  if (tag.startsWith('<%')) {
    if (/^[=-]/.test(inside) || /^<%[=-]/.test(tag)) return { kind: 'value' };
    const braces = /\{$/.test(inside);
    if (/^\}?\s*else\b/.test(inside)) return { kind: 'else', last: !/\bif\b/.test(inside) };
    if (/^(if|unless)\b/.test(inside)) return { kind: 'open', otherwise: braces ? '<% } else { %>' : '<% else %>' };
    return /^(\}|end)$/.test(inside) ? { kind: 'close' } : { kind: 'other' };
  }
  if (tag.startsWith('*|')) {
    if (/^IF(NOT)?:/.test(inside)) return { kind: 'open', otherwise: '*|ELSE:|*' };
    if (/^ELSE:?$/.test(inside)) return { kind: 'else', last: true };
    if (/^ELSEIF:/.test(inside)) return { kind: 'else' };
    return /^END:IF$/.test(inside) ? { kind: 'close' } : { kind: 'value' };
  }
  return { kind: 'value' };
}

function kindOfToken({ kind, number }: NonNullable<ReturnType<typeof readToken>>): TagKind {
  if (kind === 'if') return { kind: 'open', otherwise: writeToken('else', number) };
  if (kind === 'else') return { kind: 'else', last: true };
  if (kind === 'end') return { kind: 'close' };
  return { kind: kind === 'each' ? 'other' : 'value' };
}

/** Deeper than anybody nests conditions in a tag. */
const DEEPEST = 40;

/**
 * Splits text at its conditions. Tags that print a value stay in the plain parts. Undefined when the tags do not
 * pair up, or when a loop is among them: then nothing can be said about the text.
 */
export function parseBranches(text: string): Part[] | undefined {
  const root: Part[] = [];
  const open: { condition: Condition; parts: Part[] }[] = [];
  let parts = root;
  let at = 0;
  let failed = false;
  const plain = (end: number) => {
    if (end > at) parts.push({ kind: 'plain', text: text.slice(at, end), offset: at });
  };
  replaceMergeTags(text, (tag, offset) => {
    const { kind, otherwise, last } = kindOf(tag);
    if (kind === 'other') failed = true;
    if (failed || kind === 'value') return tag;
    plain(offset);
    at = offset + tag.length;
    const current = open.at(-1);
    if (kind === 'open') {
      const condition: Condition = { kind: 'condition', branches: [{ tag, parts: [] }], close: '', otherwise };
      parts.push(condition);
      open.push({ condition, parts });
      if (open.length > DEEPEST) failed = true;
      parts = condition.branches[0]!.parts;
    } else if (!current) {
      failed = true;
    } else if (kind === 'else') {
      if (last) current.condition.otherwise = undefined;
      current.condition.branches.push({ tag, parts: [] });
      parts = current.condition.branches.at(-1)!.parts;
    } else {
      current.condition.close = tag;
      parts = current.parts;
      open.pop();
    }
    return tag;
  });
  if (failed || open.length > 0) return undefined;
  plain(text.length);
  return root;
}

/** Whether a merge tag opens, divides or closes a stretch of the text around it, so that siblings may come and go. */
export function hasBlockTag(text: string): boolean {
  let found = false;
  replaceMergeTags(text, (tag) => {
    if (kindOf(tag).kind !== 'value') found = true;
    return tag;
  });
  return found;
}

/**
 * Where a merge tag leads: `in` to a block, `out` of one, `over` to its next branch; `stay` for one that prints a
 * value, or says something that is no block.
 */
export function stepOf(tag: string): 'in' | 'out' | 'over' | 'stay' {
  const { kind } = kindOf(tag);
  if (kind === 'open') return 'in';
  if (kind === 'close') return 'out';
  if (kind === 'else') return 'over';
  if (readToken(tag)?.kind === 'each') return 'in';
  if (/^\{\{~?\s*#|^\{%-?\s*(for|case|block|with|capture|filter)\b|^<%.*(\{|\bdo(\s*\|.*\|)?)\s*-?%>$/s.test(tag))
    return 'in';
  if (/^\{%-?\s*end|^<%-?\s*\}|^\*\|END:/.test(tag)) return 'out';
  return /^\*\|INTERESTED:/.test(tag) ? 'in' : 'stay';
}

/** Whether a merge tag opens a condition, and no loop or anything else. */
export function opensCondition(tag: string): boolean {
  return kindOf(tag).kind === 'open';
}

/** Whether merge tags in a text open, divide or close a block. */
export function dividesText(text: string): boolean {
  let found = false;
  replaceMergeTags(text, (tag) => {
    if (stepOf(tag) !== 'stay') found = true;
    return tag;
  });
  return found;
}
