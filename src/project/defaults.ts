import type { ResolvedConfig } from '../model/config.js';

/** What every setting is when the config does not say. */
export const DEFAULTS: ResolvedConfig = {
  baseUrl: '',
  locals: {},
  helpers: {},
  locale: 'en',
  timeZone: 'UTC',
};

/** What a setting's value must be, in words for an error message, and whether a value is. */
export const SETTINGS: { [Key in keyof ResolvedConfig]: { expected: string; accepts(value: unknown): boolean } } = {
  baseUrl: {
    expected: 'an absolute address such as "https://cdn.example.com/mail"',
    accepts: (value) => typeof value === 'string' && (value === '' || /^https?:\/\/[^\s/]/.test(value)),
  },
  locals: { expected: 'an object of values', accepts: isObject },
  helpers: {
    expected: 'an object of functions',
    accepts: (value) => isObject(value) && Object.values(value).every((helper) => typeof helper === 'function'),
  },
  locale: { expected: 'a language tag such as "en" or "de-CH"', accepts: isLocale },
  timeZone: { expected: 'a time zone such as "UTC" or "Europe/Berlin"', accepts: isTimeZone },
};

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isLocale(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    return Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
}

function isTimeZone(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}
