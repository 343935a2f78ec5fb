import { textOf } from '../text-of.js';
import type { FormattingHelper, Region } from './index.js';
import { isEmpty, NO_FIGURE, toNumber } from './numeric.js';
import { remember } from './remember.js';

const UNITS = [
  { name: 'day', symbol: 'd', seconds: 86_400 },
  { name: 'hour', symbol: 'h', seconds: 3_600 },
  { name: 'minute', symbol: 'min', seconds: 60 },
  { name: 'second', symbol: 's', seconds: 1 },
] as const;

type UnitDisplay = 'short' | 'long' | 'narrow';

/**
 * `duration(seconds, style?)`: how long something took, in its two largest units. Without a style with the symbols of
 * the units, which every language knows; `short`, `long` and `narrow` are words of the language, `clock` is h:mm:ss.
 *
 * @example duration(200) // 3 min 20 s
 * @example duration(3725) // 1 h 2 min
 * @example duration(200, 'long') // 3 minutes 20 seconds
 * @example duration(200, 'clock') // 3:20
 * @example duration(0) // 0 s
 */
export function makeDuration({ locale }: Region): FormattingHelper {
  const plain = remember(() => new Intl.NumberFormat(locale));
  const words = remember((key) => {
    const [unit, unitDisplay] = key.split(' ');
    return new Intl.NumberFormat(locale, { style: 'unit', unit: unit!, unitDisplay: unitDisplay as UnitDisplay });
  });
  return (value, style) => {
    if (isEmpty(value)) return '';
    const number = toNumber(value);
    if (number === undefined) return textOf(value);
    if (!Number.isFinite(number)) return NO_FIGURE;
    const sign = number < 0 && Math.round(number) !== 0 ? '−' : '';
    if (style === 'clock') return sign + toClock(Math.round(Math.abs(number)));
    const named = style === 'short' || style === 'long' || style === 'narrow';
    const parts = split(Math.abs(number)).map(({ unit, count }) =>
      named ? words(`${unit.name} ${style}`).format(count) : `${plain('').format(count)} ${unit.symbol}`,
    );
    return sign + parts.join(' ');
  };
}

/** The two largest units, rounded; the smaller one is left out when it is 0. */
function split(seconds: number) {
  const index = UNITS.findIndex((unit, i) => Math.round(seconds / precision(i)) * precision(i) >= unit.seconds);
  if (index < 0) return [{ unit: UNITS[3], count: 0 }];
  const large = UNITS[index]!;
  const small = UNITS[index + 1];
  const whole = Math.round(seconds / precision(index)) * precision(index);
  const parts: { unit: (typeof UNITS)[number]; count: number }[] = [
    { unit: large, count: Math.floor(whole / large.seconds) },
  ];
  const rest = whole % large.seconds;
  if (small && rest > 0) parts.push({ unit: small, count: rest / small.seconds });
  return parts;
}

/** To how many seconds a duration is rounded whose largest unit is this one. */
function precision(index: number): number {
  return UNITS[Math.min(index + 1, UNITS.length - 1)]!.seconds;
}

function toClock(seconds: number): string {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const twoDigits = (count: number) => String(count).padStart(2, '0');
  return h > 0 ? `${h}:${twoDigits(m)}:${twoDigits(s)}` : `${m}:${twoDigits(s)}`;
}
