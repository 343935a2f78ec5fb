import { makeCurrency } from './currency.js';
import { makeDate } from './date.js';
import { makeDefault } from './default.js';
import { makeDuration } from './duration.js';
import { makeNumber } from './number.js';
import { makePercent } from './percent.js';
import { makePlural } from './plural.js';
import { makeTruncate } from './truncate.js';

/** Where the readers are. */
export interface Region {
  /** BCP 47 language tag. */
  locale: string;
  /** An IANA name such as `Europe/Berlin`. */
  timeZone: string;
}

/** A function that templates call; what it is given is data, so it takes anything and never throws. */
export type FormattingHelper = (...values: unknown[]) => unknown;

export const helperMakers = {
  currency: makeCurrency,
  date: makeDate,
  default: makeDefault,
  duration: makeDuration,
  number: makeNumber,
  percent: makePercent,
  plural: makePlural,
  truncate: makeTruncate,
} satisfies Record<string, (region: Region) => FormattingHelper>;

export type HelperName = keyof typeof helperMakers;

export type Helpers = Record<HelperName, FormattingHelper>;

/** The formatting helpers for one region. Formatters are made when they are first needed, and kept. */
export function createHelpers(region: Partial<Region> = {}): Helpers {
  const { locale = 'en', timeZone = 'UTC' } = region;
  return Object.fromEntries(
    Object.entries(helperMakers).map(([name, make]) => [name, make({ locale, timeZone })]),
  ) as Helpers;
}
