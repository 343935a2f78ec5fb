/** What prints where a figure cannot be calculated, such as a share of nothing. */
export const NO_FIGURE = '–';

/** A number, also one that stands in a text; undefined for anything else. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string' || !/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)) return undefined;
  return Number(value);
}

/** Nothing to format: it prints as nothing. */
export function isEmpty(value: unknown): value is null | undefined | '' {
  return value === undefined || value === null || value === '';
}

/** How many decimals are asked for, if it is a number of them. */
export function decimalsOf(value: unknown): number | undefined {
  const decimals = toNumber(value);
  return decimals !== undefined && decimals >= 0 && decimals <= 20 ? Math.floor(decimals) : undefined;
}

/** Intl's options for a fixed number of decimals. */
export function withDecimals(decimals: number | undefined): Intl.NumberFormatOptions {
  return decimals === undefined ? {} : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
}
