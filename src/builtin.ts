import { formats } from './formats/index.js';
import { LENSES } from './lenses/index.js';
import type { ResolvedConfig } from './model/config.js';
import type { Lens } from './model/lens.js';
import type { Plugin } from './model/plugin.js';
import type { Rule } from './model/rule.js';
import { RULES } from './rules/index.js';

/** What ships with Jink, in the form in which plugins bring theirs. */
export const builtin = {
  name: 'jink',
  rules: RULES,
  formats: Object.values(formats),
  lenses: LENSES,
} satisfies Plugin;

/** Jink's rules and those of a project's plugins. */
export function rulesOf({ plugins }: Pick<ResolvedConfig, 'plugins'>): readonly Rule[] {
  return [builtin, ...plugins].flatMap(({ rules = [] }: Plugin) => rules);
}

/** Jink's lenses and those of a project's plugins. */
export function lensesOf({ plugins }: Pick<ResolvedConfig, 'plugins'>): readonly Lens[] {
  return [builtin, ...plugins].flatMap(({ lenses = [] }: Plugin) => lenses);
}
