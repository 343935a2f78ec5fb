import { parseAddress } from '../mail/address.js';
import type { ResolvedConfig } from '../model/config.js';

/** What every setting is when the config does not say. */
export const DEFAULTS: ResolvedConfig = {
  from: 'Jink <jink@localhost>',
  replyTo: '',
  recipients: [],
  smtp: '',
  dkim: [],
  baseUrl: '',
  locals: {},
  helpers: {},
  locale: 'en',
  timeZone: 'UTC',
  clients: [
    'gmail.desktop-webmail',
    'gmail.ios',
    'gmail.android',
    'outlook.windows',
    'outlook.outlook-com',
    'apple-mail.ios',
    'apple-mail.macos',
    'yahoo.desktop-webmail',
    'yahoo.ios',
    'yahoo.android',
    'samsung-email.android',
  ],
  rules: {},
  mergeTags: [],
  plugins: [],
  templates: {},
};

/** What a setting's value must be, in words for an error message, and whether a value is. */
export const SETTINGS: { [Key in keyof ResolvedConfig]: { expected: string; accepts(value: unknown): boolean } } = {
  from: { expected: 'an address such as "Jane Doe <jane@example.com>"', accepts: isAddress },
  replyTo: { expected: 'an address such as "help@example.com"', accepts: (value) => value === '' || isAddress(value) },
  recipients: {
    expected: "a list of addresses such as ['jane@example.com', '*@example.com']",
    accepts: (value) => Array.isArray(value) && value.every(isAllowance),
  },
  smtp: {
    expected: 'an address such as "smtp://mail.example.com:587", or an object with host, port, user and pass',
    accepts: (value) => typeof value === 'string' || isObject(value),
  },
  dkim: {
    expected: 'an object with domain, selector and key, or a list of them',
    accepts: (value) => [value].flat().every(isDkim),
  },
  baseUrl: {
    expected: 'an absolute address such as "https://cdn.example.com/mail"',
    accepts: (value) => typeof value === 'string' && (value === '' || /^https?:\/\/[^\s/]/.test(value)),
  },
  locals: { expected: 'an object of values', accepts: isObject },
  helpers: {
    expected: 'an object of functions',
    accepts: (value) => isObject(value) && Object.values(value).every((helper) => typeof helper === 'function'),
  },
  clients: { expected: "a list of clients such as ['gmail', 'outlook.windows']", accepts: isListOfTexts },
  rules: { expected: "an object such as { 'small-text': 'off' }", accepts: isObject },
  mergeTags: { expected: "a list of merge tag languages such as ['handlebars']", accepts: isListOfTexts },
  plugins: {
    expected: 'a list of plugins, each an object with a name',
    accepts: (value) => Array.isArray(value) && value.every((plugin) => isObject(plugin) && isName(plugin.name)),
  },
  templates: {
    expected: "an object of settings by template, such as { news: { kind: 'marketing' } }",
    accepts: (value) => isObject(value) && Object.values(value).every(isObject),
  },
  locale: { expected: 'a language tag such as "en" or "de-CH"', accepts: isLocale },
  timeZone: { expected: 'a time zone such as "UTC" or "Europe/Berlin"', accepts: isTimeZone },
};

function isAddress(value: unknown): boolean {
  return 'address' in parseAddress(value);
}

function isAllowance(value: unknown): boolean {
  return typeof value === 'string' && isAddress(value.replace(/^\*@/, 'anybody@'));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** A key may come of an environment that has none: only sending needs it. */
function isDkim(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { domain, selector, key, ...more } = value;
  const isKey = key === undefined || typeof key === 'string';
  return Object.keys(more).length === 0 && typeof domain === 'string' && typeof selector === 'string' && isKey;
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
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
