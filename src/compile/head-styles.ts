import { hasMergeTag } from '../document/merge-tags.js';
import type { Declaration, SheetRule } from './css.js';

/**
 * What stays in the head, as the texts of `style` elements. Each kind has its own, because Gmail drops a whole element
 * for one thing in it that it does not like, and dark mode is the first to meet such a thing.
 */
export function printHeadStyles(rules: readonly SheetRule[]): string[] {
  const groups: Record<Kind, SheetRule[]> = { fonts: [], plain: [], media: [], dark: [], other: [] };
  for (const rule of rules) groups[kindOf(rule)].push(rule);
  const texts = [
    printRules(groups.fonts),
    printRules([...groups.plain, ...joinMedia(groups.media)]),
    printRules(joinMedia(groups.dark)),
    ...groups.other.map(printRule),
  ];
  return texts.filter(Boolean);
}

/** The same in the order of the sheets, which decides where rules of the head meet on one element. */
export function printHeadInOrder(rules: readonly SheetRule[]): string[] {
  const fonts = rules.filter((rule) => kindOf(rule) === 'fonts');
  const texts = [printRules(fonts)];
  let group: SheetRule[] = [];
  for (const rule of rules) {
    const [last] = group;
    if (kindOf(rule) === 'fonts') continue;
    if (last && needsOwnElement(last, rule)) {
      texts.push(printRules(joinMedia(group)));
      group = [];
    }
    group.push(rule);
  }
  return [...texts, printRules(joinMedia(group))].filter(Boolean);
}

function needsOwnElement(a: SheetRule, b: SheetRule): boolean {
  const [one, other] = [kindOf(a), kindOf(b)].map((kind) => (kind === 'media' ? 'plain' : kind));
  return one !== other || (one === 'other' && !(a.kind === 'tagged' && b.kind === 'tagged'));
}

type Kind = 'fonts' | 'plain' | 'media' | 'dark' | 'other';

function kindOf(rule: SheetRule): Kind {
  if (rule.kind === 'tagged') return 'other';
  if (rule.kind === 'style') return rule.selectors.some((selector) => /\[data-og/.test(selector)) ? 'dark' : 'plain';
  if (/^(import|charset|font-face|namespace)$/.test(rule.name)) return 'fonts';
  if (/prefers-color-scheme/.test(rule.params)) return 'dark';
  return rule.name === 'media' ? 'media' : 'other';
}

/** Neighbouring blocks of one media query become one. */
function joinMedia(rules: readonly SheetRule[]): SheetRule[] {
  const joined: SheetRule[] = [];
  for (const rule of rules) {
    const last = joined.at(-1);
    if (
      rule.kind === 'at' &&
      last?.kind === 'at' &&
      last.params === rule.params &&
      last.name === rule.name &&
      last.rules
    )
      joined[joined.length - 1] = { ...last, rules: [...last.rules, ...(rule.rules ?? [])] };
    else joined.push(rule);
  }
  return joined;
}

/** The text of rules as they are. */
export function printRules(rules: readonly SheetRule[]): string {
  return rules.map(printRule).join('\n');
}

function printRule(rule: SheetRule): string {
  if (rule.kind === 'style') return `${rule.selectors.join(',')}{${printBody(rule.declarations)}}`;
  if (rule.kind === 'tagged')
    return rule.parts.map((part) => (typeof part === 'string' ? part : printRule(part))).join('\n');
  const head = `@${rule.name}${rule.params ? ` ${rule.params}` : ''}`;
  if (rule.declarations) return `${head}{${printBody(rule.declarations)}}`;
  if (!rule.rules) return `${head};`;
  return `${head}{\n${printRules(rule.rules)}\n}`;
}

/** `!important` with its blank, without which Word and Orange ignore the declaration. */
function printBody(declarations: readonly Declaration[]): string {
  return declarations
    .map(({ property, value, important }) => {
      if (value === '' && hasMergeTag(property)) return property;
      return `${property}:${value}${important ? ' !important' : ''}`;
    })
    .join(';')
    .replace(/\}\}$/, '}};');
}
