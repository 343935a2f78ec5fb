import { textOf } from '../text-of.js';
import type { FormattingHelper, Region } from './index.js';
import { toNumber } from './numeric.js';
import { remember } from './remember.js';

const CATEGORIES = ['zero', 'one', 'two', 'few', 'many'];

/**
 * `plural(count, one, other)`: the form that goes with a count; `#` in it is the count itself. Languages with more
 * forms take more, in the order zero, one, two, few, many, other, of those that the language has; the last one also
 * stands for every form that is not given.
 *
 * @example plural(1, 'agent', 'agents') // agent
 * @example plural(1200, '# agent', '# agents') // 1,200 agents
 * @example plural(0, '# agent', '# agents') // 0 agents
 */
export function makePlural({ locale }: Region): FormattingHelper {
  const rulesOf = remember(() => {
    const rules = new Intl.PluralRules(locale);
    const known = rules.resolvedOptions().pluralCategories as string[];
    return { rules, order: CATEGORIES.filter((category) => known.includes(category)) };
  });
  const numbers = remember(() => new Intl.NumberFormat(locale, { signDisplay: 'negative' }));
  return (count, ...forms) => {
    if (forms.length === 0) return '';
    const number = toNumber(count);
    const { rules, order } = rulesOf('');
    const category = number === undefined ? 'other' : rules.select(number);
    const index = order.indexOf(category);
    const form = textOf(index < 0 || index >= forms.length - 1 ? forms.at(-1) : forms[index]);
    if (!form.includes('#')) return form;
    const shown = number === undefined ? textOf(count) : numbers('').format(number);
    return form.replaceAll('#', () => shown);
  };
}
