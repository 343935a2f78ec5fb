import { textOf } from '../text-of.js';
import type { FormattingHelper, Region } from './index.js';
import { decimalsOf, isEmpty, NO_FIGURE, toNumber, withDecimals } from './numeric.js';
import { remember, splitOnce } from './remember.js';

/**
 * `currency(value, code, decimals?)`: an amount in a currency, such as EUR or USD, with as many decimals as it has. A
 * currency that does not exist is written behind the number.
 *
 * @example currency(1299.5, 'EUR') // €1,299.50
 * @example currency(1299.5, 'USD', 0) // $1,300
 * @example currency(500, 'JPY') // ¥500
 * @example currency(500, 'points') // 500 points
 */
export function makeCurrency({ locale }: Region): FormattingHelper {
  const formatter = remember((key) => {
    const [decimals = '', code = ''] = splitOnce(key);
    const options = {
      ...withDecimals(decimals === '' ? undefined : Number(decimals)),
      signDisplay: 'negative' as const,
    };
    if (!/^[a-z]{3}$/i.test(code)) {
      const plain = new Intl.NumberFormat(locale, options);
      return (number: number) => `${plain.format(number)} ${code}`.trimEnd();
    }
    const known = new Intl.NumberFormat(locale, { ...options, style: 'currency', currency: code });
    return (number: number) => known.format(number);
  });
  return (value, code, decimals) => {
    if (isEmpty(value)) return '';
    const number = toNumber(value);
    if (number === undefined) return textOf(value);
    if (!Number.isFinite(number)) return NO_FIGURE;
    return formatter(`${decimalsOf(decimals) ?? ''} ${textOf(code).trim()}`)(number);
  };
}
