import type { JadeLine } from './jade-lines.js';
import { readAttributes, readTag, writeAttributes } from './jade-tag.js';

/** What a repair could not keep as it was. */
export type Told = (line: number, message: string, hint?: string) => void;

const DOCTYPES = /^(?:!!!|doctype)(?:\s+(?:5|strict|transitional|default|xml|1\.1|basic|mobile|html|frameset))?$/i;

/** What Jade 1 and older understood and Pug 3 does not, written for Pug 3. */
export function repairSyntax(lines: readonly JadeLine[], tell: Told): JadeLine[] {
  return lines.flatMap((line) => repairLine(line, tell));
}

function repairLine(line: JadeLine, tell: Told): JadeLine[] {
  if (line.isVerbatim) return [line];
  const { text } = line;
  const below = () => repairSyntax(line.children, tell);
  if (DOCTYPES.test(text)) return [{ ...line, text: 'doctype html' }];
  const comment = /^\/\/\s*(?:\[)?if\s+((?:[gl]te?\s+|!)?mso\b[^\]]*)\]?$/.exec(text)?.[1];
  if (comment !== undefined) {
    const version = comment.trim();
    return [
      { ...line, text: version === 'mso' ? '+outlook' : `+outlook('${version}')`, children: reread(line.children) },
    ];
  }
  if (/^-\s*\}\s*\)?\s*;?$/.test(text)) return below();
  const code = /^-\s*(.*)$/.exec(text)?.[1];
  if (code !== undefined) return [{ ...line, text: repairCode(code) ?? text, children: below() }];
  if (/^(?:for|each)\s/.test(text)) return [{ ...line, text: text.replace(/^for\s/, 'each '), children: below() }];
  if (/^(?:else\s*if|elseif|elif)\b/.test(text))
    return [{ ...line, text: text.replace(/^\w+(?:\s+if)?/, 'else if'), children: below() }];
  // A mixin without anything below was called, not defined.
  const called = /^mixin\s+([\w-]+)\s*(\(.*\))?$/.exec(text);
  if (called && line.children.length === 0) return [{ ...line, text: `+${called[1]}${called[2] ?? ''}` }];
  const filter = /^:([\w-]+)/.exec(text)?.[1];
  if (filter) {
    tell(line.line, `Jink has no filter :${filter}; its text stays as it is.`);
    return line.children
      .filter((child) => child.text.trim())
      .map((child) => ({ text: `| ${child.text.trim()}`, line: child.line, children: [] }));
  }
  if (
    /^(style|script)\b/.test(text) &&
    line.children.length > 0 &&
    line.children.every(({ isVerbatim }) => isVerbatim) &&
    !text.endsWith('.')
  )
    return [{ ...line, text: `${repairTag(text)}.` }];
  return [{ ...line, text: repairTag(text), children: below() }];
}

/** Comments held their lines as text; what Outlook shows is Jade. */
function reread(lines: readonly JadeLine[]): JadeLine[] {
  return lines.map(({ text, line }) => ({ text: text.trim(), line, children: [] }));
}

/** JavaScript that steered the template in old Jade, in Pug's own words. */
function repairCode(code: string): string | undefined {
  const each = /^(?:each|for)\s+([\w$]+(?:\s*,\s*[\w$]+)?)\s+in\s+(.+?)\s*\{?$/.exec(code);
  if (each) return `each ${each[1]} in ${each[2]}`;
  const forEach = /^(.+?)\.forEach\(\s*(?:function\s*)?\(?\s*([\w$]+(?:\s*,\s*[\w$]+)?)\s*\)?\s*(?:=>\s*)?\{$/.exec(
    code,
  );
  if (forEach) return `each ${forEach[2]} in ${forEach[1]}`;
  const condition = /^(?:\}\s*)?(else\s+if|if|unless)\s*(?:\((.*)\)|(.+?))\s*\{?$/.exec(code);
  if (condition) return `${condition[1]!.replace(/\s+/g, ' ')} ${(condition[2] ?? condition[3]!).trim()}`;
  if (/^(?:\}\s*)?else\s*\{?$/.test(code)) return 'else';
  return undefined;
}

/** Attributes with `#{…}` in them, and ones that lack their equals sign. */
function repairTag(text: string): string {
  const mended = text.replace(/(\(|[\s,])([\w-]+)"([^"]*)"/g, (whole, before, name, value, offset: number) =>
    isInAttributes(text, offset) && !/=\s*$/.test(text.slice(0, offset + before.length))
      ? `${before}${name}="${value}"`
      : whole,
  );
  const tag = readTag(mended);
  if (!tag) return mended;
  const after = /^:\s+(\S.*)$/.exec(tag.rest)?.[1];
  const rest = after === undefined ? tag.rest : `: ${repairTag(after)}`;
  if (tag.groups.length === 0) return tag.head + rest;
  const isCall = tag.head.startsWith('+');
  const groups = tag.groups.map((group, i) => {
    // The first brackets of a call are arguments, unless they look like attributes.
    if (isCall && i === 0 && !/^\s*[\w-]+\s*!?=(?!=)/.test(group)) return `(${group})`;
    if (!group.includes('#{')) return group.trim() === '' && !isCall ? '' : `(${group.trim()})`;
    const attributes = readAttributes(group).map((one) => ({ ...one, value: withoutInterpolation(one.value) }));
    return writeAttributes(attributes);
  });
  return `${tag.head}${groups.join('')}${rest}`;
}

/** Whether an offset stands in the brackets of a tag and in no quotes. */
function isInAttributes(text: string, offset: number): boolean {
  const before = text.slice(0, offset + 1);
  const open = before.indexOf('(');
  if (open === -1 || !/^[\w.#-]+\(/.test(text)) return false;
  const quotes = before.slice(open).match(/"/g)?.length ?? 0;
  return quotes % 2 === 0;
}

/** `"#{url}"` as `url`, `"a #{b}"` as a template literal. */
function withoutInterpolation(value: string): string {
  const match = /^(["'])([\s\S]*)\1$/.exec(value);
  if (!match || !value.includes('#{')) return value;
  const inside = match[2]!.replace(/\\(["'])/g, '$1');
  const whole = /^#\{([^{}]*)\}$/.exec(inside)?.[1];
  if (whole !== undefined) return /^[\w$.[\]]+$/.test(whole.trim()) ? whole.trim() : `(${whole.trim()})`;
  return `\`${inside.replaceAll('`', '\\`').replace(/#\{/g, '${')}\``;
}
