type Show = (date: Date) => string;

type Options = Intl.DateTimeFormatOptions;

/** A pattern's letters, the part of Intl's output that they are, and what Intl is asked for. */
const FIELDS: Record<string, [part: Intl.DateTimeFormatPartTypes, options: Options]> = {
  yyyy: ['year', { year: 'numeric' }],
  yy: ['year', { year: '2-digit' }],
  y: ['year', { year: 'numeric' }],
  MMMM: ['month', { month: 'long' }],
  MMM: ['month', { month: 'short' }],
  MM: ['month', { month: '2-digit' }],
  M: ['month', { month: 'numeric' }],
  dd: ['day', { day: '2-digit' }],
  d: ['day', { day: 'numeric' }],
  EEEE: ['weekday', { weekday: 'long' }],
  EEE: ['weekday', { weekday: 'short' }],
  EE: ['weekday', { weekday: 'short' }],
  E: ['weekday', { weekday: 'short' }],
  HH: ['hour', { hour: '2-digit', hourCycle: 'h23' }],
  H: ['hour', { hour: 'numeric', hourCycle: 'h23' }],
  hh: ['hour', { hour: '2-digit', hourCycle: 'h12' }],
  h: ['hour', { hour: 'numeric', hourCycle: 'h12' }],
  // Intl pads minutes and seconds only beside hours.
  mm: ['minute', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }],
  m: ['minute', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }],
  ss: ['second', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }],
  s: ['second', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }],
  a: ['dayPeriod', { hour: 'numeric', hourCycle: 'h12' }],
  z: ['timeZoneName', { hour: 'numeric', timeZoneName: 'short' }],
};

const UNPADDED = new Set(['H', 'h', 'm', 's', 'd', 'M']);

/** Makes a function of a pattern such as `d MMM`; two quotes are one, letters that mean nothing stay. */
export function compilePattern(pattern: string, locale: string, timeZone: string): Show {
  const withDay = /d/.test(pattern.replace(/'[^']*'/g, ''));
  const parts = [...pattern.matchAll(/'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+|'/g)].map(([text, quoted]): Show => {
    if (text === "''") return () => "'";
    if (quoted !== undefined) return () => quoted.replaceAll("''", "'");
    if (text === 'w' || text === 'ww') return showWeek(text.length, locale, timeZone);
    const field = Object.hasOwn(FIELDS, text) ? FIELDS[text] : undefined;
    return field ? showField(text, field, withDay, locale, timeZone) : () => text;
  });
  return (date) => parts.map((show) => show(date)).join('');
}

function showField(
  letters: string,
  [part, options]: [Intl.DateTimeFormatPartTypes, Options],
  withDay: boolean,
  locale: string,
  timeZone: string,
): Show {
  // Beside a day many languages inflect the month.
  const beside: Options = part === 'month' && letters.length > 2 && withDay ? { day: 'numeric' } : {};
  const formatter = new Intl.DateTimeFormat(locale, { ...options, ...beside, timeZone });
  const zero = new Intl.NumberFormat(locale).format(0);
  return (date) => {
    const shown = formatter.formatToParts(date).find(({ type }) => type === part)?.value ?? '';
    if (letters.length === 2 && /^\p{Nd}$/u.test(shown)) return zero + shown;
    return UNPADDED.has(letters) && shown.startsWith(zero) && shown.length > zero.length
      ? shown.slice(zero.length)
      : shown;
  };
}

/** The week of ISO 8601: it begins on Monday, and the first of a year has its 4 January. */
function showWeek(digits: number, locale: string, timeZone: string): Show {
  const day = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone });
  const number = new Intl.NumberFormat(locale, { minimumIntegerDigits: digits });
  return (date) => {
    const thursday = new Date(`${day.format(date)}T00:00:00Z`);
    thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
    const firstOfYear = Date.UTC(thursday.getUTCFullYear(), 0, 1);
    return number.format(Math.ceil(((thursday.getTime() - firstOfYear) / 86_400_000 + 1) / 7));
  };
}
