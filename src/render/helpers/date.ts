import { textOf } from '../text-of.js';
import { compilePattern } from './date-pattern.js';
import { readMoment } from './date-value.js';
import type { FormattingHelper, Region } from './index.js';
import { isEmpty } from './numeric.js';
import { remember, splitOnce } from './remember.js';

const STYLES = ['short', 'medium', 'long', 'full'] as const;

/**
 * `date(value, format?)`: a day or time in the language and time zone of the config. Values are ISO dates, Dates and
 * milliseconds since 1970. A date without a time is that day everywhere, a time without an offset is shown as it is.
 * Formats are `short`, `medium` (the default), `long` and `full` of the language, or patterns of `d dd`, `M MM MMM
 * MMMM`, `yy yyyy`, `EEE EEEE` (weekday), `w` (ISO week), `H HH h hh` (hour), `a` (am, pm), `m mm`, `s ss` and `z`
 * (time zone); other letters stand in single quotes. What is no date prints as it is.
 *
 * @example date('2026-11-09', 'd MMM') // 9 Nov
 * @example date('2026-11-09', 'd MMMM yyyy') // 9 November 2026
 * @example date('2026-11-09', 'EEEE') // Monday
 * @example date('2026-11-09T16:05:00Z', 'HH:mm') // 16:05
 * @example date('2026-11-09', "'week' w") // week 46
 * @example date('2026-11-09') // Nov 9, 2026
 * @example date('soon') // soon
 */
export function makeDate({ locale, timeZone }: Region): FormattingHelper {
  const formatterOf = remember((key) => {
    const [zone, format] = splitOnce(key);
    const style = STYLES.find((name) => name === format);
    if (!style) return compilePattern(format, locale, zone);
    const formatter = new Intl.DateTimeFormat(locale, { dateStyle: style, timeZone: zone });
    return (date: Date) => formatter.format(date);
  });
  const shown = remember((key) => {
    const [time, rest] = splitOnce(key);
    return formatterOf(rest)(new Date(Number(time)));
  }, 2000);
  return (value, format) => {
    if (isEmpty(value)) return '';
    const moment = readMoment(value);
    if (!moment) return textOf(value);
    const zone = moment.isLocal ? 'UTC' : timeZone;
    return shown(`${moment.time} ${zone} ${textOf(format) || 'medium'}`);
  };
}
