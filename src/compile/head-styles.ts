import type { Declaration, SheetRule } from './css.js';

/**
 * What stays in the head, as the texts of `style` elements. Each kind has its own, because Gmail drops a whole element
 * for one thing in it that it does not like, and dark mode is the first to meet such a thing.
 */
export function printHeadStyles(rules: readonly SheetRule[]): string[] {
  const groups: Record<Group, SheetRule[]> = { fonts: [], plain: [], media: [], dark: [], other: [] };
  for (const rule of rules) groups[groupOf(rule)].push(rule);
  const texts = [
    printRules(groups.fonts, false),
    printRules([...groups.plain, ...joinMedia(groups.media)], true),
    printRules(joinMedia(groups.dark), true),
    ...groups.other.map((rule) => printRules([rule], true)),
  ];
  return texts.filter(Boolean);
}

type Group = 'fonts' | 'plain' | 'media' | 'dark' | 'other';

function groupOf(rule: SheetRule): Group {
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

function printRules(rules: readonly SheetRule[], mustWin: boolean): string {
  return rules.map((rule) => printRule(rule, mustWin)).join('\n');
}

function printRule(rule: SheetRule, mustWin: boolean): string {
  if (rule.kind === 'style') {
    const wins = mustWin && !rule.selectors.every((selector) => /::?(before|after)\b/.test(selector));
    return `${rule.selectors.join(',')}{${printBody(rule.declarations, wins)}}`;
  }
  const head = `@${rule.name}${rule.params ? ` ${rule.params}` : ''}`;
  if (rule.declarations) return `${head}{${printBody(rule.declarations, false)}}`;
  if (!rule.rules) return `${head};`;
  return `${head}{\n${printRules(rule.rules, mustWin && !/keyframes$/.test(rule.name))}\n}`;
}

/**
 * Declarations of the head must beat the ones that were inlined, so they are `!important`: with its blank, without
 * which Word and Orange ignore the declaration.
 */
function printBody(declarations: readonly Declaration[], wins: boolean): string {
  return declarations
    .map(({ property, value, important }) => `${property}:${value}${wins || important ? ' !important' : ''}`)
    .join(';')
    .replace(/\}\}$/, '}};');
}
