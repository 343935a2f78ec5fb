import { RULES } from './rules/index.js';
import type { Rule } from './rules/rule.js';

/** What ships with Jink, in the form in which plugins bring theirs. */
export const builtin: { name: string; rules: readonly Rule[] } = { name: 'jink', rules: RULES };
