import type { Rule } from './model/rule.js';
import { RULES } from './rules/index.js';

/** What ships with Jink, in the form in which plugins bring theirs. */
export const builtin: { name: string; rules: readonly Rule[] } = { name: 'jink', rules: RULES };
