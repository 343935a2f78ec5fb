export interface Moment {
  /** Milliseconds since 1970. */
  time: number;
  /** Written without an offset: what stands there is what readers see, in every time zone. */
  isLocal: boolean;
}

const ISO =
  /^\s*([+-]\d{6}|\d{4})-(\d{2})(?:-(\d{2}))?(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?\s*$/i;

/** Reads an ISO date, a Date or milliseconds; undefined for what is none, such as 31 February. */
export function readMoment(value: unknown): Moment | undefined {
  if (typeof value === 'string') return readIso(value);
  const time = value instanceof Date ? value.getTime() : value;
  // The range of JavaScript's dates.
  if (typeof time !== 'number' || !(Math.abs(time) <= 8.64e15)) return undefined;
  return { time, isLocal: false };
}

function readIso(text: string): Moment | undefined {
  const found = ISO.exec(text);
  if (!found) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((part, index) => (part === undefined ? (index < 3 ? 1 : 0) : Number(part)));
  const fraction = found[7] ? Number(`0.${found[7]}`) : 0;
  if (hour > 24 || minute > 59 || second > 60) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  date.setUTCHours(hour, minute, second, Math.floor(fraction * 1000));
  const offset = found[8];
  if (Number.isNaN(date.getTime())) return undefined;
  if (offset === undefined) return { time: date.getTime(), isLocal: true };
  return { time: date.getTime() - minutesOf(offset) * 60_000, isLocal: false };
}

/** `+05:30` is 330. */
function minutesOf(offset: string): number {
  if (/^z$/i.test(offset)) return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3).replace(':', '') || 0);
  return offset.startsWith('-') ? -minutes : minutes;
}
