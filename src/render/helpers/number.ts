import { textOf } from '../text-of.js';
import type { FormattingHelper, Region } from './index.js';
import { decimalsOf, isEmpty, NO_FIGURE, toNumber, withDecimals } from './numeric.js';
import { remember } from './remember.js';

/**
 * `number(value, decimals?)`: a number with the separators of the language. Without decimals, as many as it has, three
 * at most. A text that is no number prints as it is; what is not finite as –.
 *
 * @example number(1284) // 1,284
 * @example number(4.666, 1) // 4.7
 * @example number('12.5') // 12.5
 * @example number('many') // many
 * @example number(null) //
 */
export function makeNumber({ locale }: Region): FormattingHelper {
  const formatter = remember(
    (decimals) =>
      new Intl.NumberFormat(locale, {
        ...withDecimals(decimals === '' ? undefined : Number(decimals)),
        signDisplay: 'negative',
      }),
  );
  return (value, decimals) => {
    if (isEmpty(value)) return '';
    const number = toNumber(value);
    if (number === undefined) return textOf(value);
    return Number.isFinite(number) ? formatter(String(decimalsOf(decimals) ?? '')).format(number) : NO_FIGURE;
  };
}
