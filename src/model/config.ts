/** JSON-like values that templates can see. */
export type Data = Record<string, unknown>;

/** A function that templates can call. */
export type Helper = (...args: never[]) => unknown;

/** What stands in jink.config.*; every key may be left out (see project/defaults.ts). */
export interface Config {
  /** An absolute address under which `assets/` is published; local images become absolute with it. */
  baseUrl?: string;
  /** Values every template can use: brand names, links. A template's own data wins over them. */
  locals?: Data;
  /** Functions every template can call. */
  helpers?: Record<string, Helper>;
  /** BCP 47 language tag, written on `html`; its script decides `dir`. */
  locale?: string;
  /** An IANA name such as `Europe/Berlin`: where the days and times that emails show begin. */
  timeZone?: string;
}

/** A config with every key filled in. */
export interface ResolvedConfig extends Required<Config> {}
