import { textOf } from '../text-of.js';
import type { FormattingHelper, Region } from './index.js';
import { decimalsOf, isEmpty, NO_FIGURE, toNumber, withDecimals } from './numeric.js';
import { remember } from './remember.js';

/**
 * `percent(share)` or `percent(part, whole, decimals?)`: a share of one, or a part of a whole, in percent. A share of
 * nothing is –. Decimals are 0 without; for a share with decimals, the whole is 1.
 *
 * @example percent(0.42) // 42%
 * @example percent(21, 50) // 42%
 * @example percent(1, 3, 1) // 33.3%
 * @example percent(21, 0) // –
 * @example percent('none') // none
 */
export function makePercent({ locale }: Region): FormattingHelper {
  const formatter = remember(
    (decimals) =>
      new Intl.NumberFormat(locale, { style: 'percent', signDisplay: 'negative', ...withDecimals(Number(decimals)) }),
  );
  return (part, whole, decimals) => {
    if (isEmpty(part)) return '';
    const number = toNumber(part);
    if (number === undefined) return textOf(part);
    const share = number / (whole === undefined ? 1 : (toNumber(whole) ?? Number.NaN));
    return Number.isFinite(share) ? formatter(String(decimalsOf(decimals) ?? 0)).format(share) : NO_FIGURE;
  };
}
