import { formats } from './formats/index.js';
import type { ResolvedConfig } from './model/config.js';
import type { Plugin } from './model/plugin.js';
import type { Rule } from './model/rule.js';
import { RULES } from './rules/index.js';

/** What ships with Jink, in the form in which plugins bring theirs. */
export const builtin = { name: 'jink', rules: RULES, formats: Object.values(formats) } satisfies Plugin;

/** Jink's rules and those of a project's plugins. */
export function rulesOf({ plugins }: Pick<ResolvedConfig, 'plugins'>): readonly Rule[] {
  return [builtin, ...plugins].flatMap(({ rules = [] }: Plugin) => rules);
}
