import type { Severity } from './diagnostic.js';
import type { Plugin } from './plugin.js';

/** JSON-like values that templates can see. */
export type Data = Record<string, unknown>;

/** A function that templates can call. */
export type Helper = (...args: never[]) => unknown;

/** What stands in jink.config.*; every key may be left out (see project/defaults.ts). */
export interface Config {
  /** Whom emails come from: `Jane Doe <jane@example.com>`. */
  from?: string;
  /** Where answers go, when not to the sender. */
  replyTo?: string;
  /** Whom `jink send` may send to: addresses, and `*@example.com`. Anybody, without any. */
  recipients?: readonly string[];
  /** The server that `jink send` uses: `smtp://…`, or an object with host, port, user, pass. */
  smtp?: string | Readonly<Record<string, unknown>>;
  /** The keys with which messages are signed. */
  dkim?: DkimSettings | readonly DkimSettings[];
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
  /** The clients that have to show the emails well, for `jink check`: `gmail`, `outlook.windows` … */
  clients?: readonly string[];
  /** How severe the rules of `jink check` are, and their limits. */
  rules?: RuleSettings;
  /** Merge tag languages that the mailing service fills in, for `jink check`: `handlebars`, `mailchimp` … */
  mergeTags?: readonly string[];
  /** More rules, lenses, formats, transports, helpers and mixins. */
  plugins?: readonly Plugin[];
  /** What is different for single templates, by name. */
  templates?: Readonly<Record<string, TemplateSettings>>;
}

/** How messages are signed for a domain, whose DNS holds the other half of the key (RFC 6376). */
export interface DkimSettings {
  /** `example.com`, the domain of the sender. */
  domain: string;
  /** The DNS entry is `<selector>._domainkey.<domain>`. */
  selector: string;
  /** A file of the project with a private RSA key (PEM), or its text: `process.env.DKIM_KEY`. */
  key: string | undefined;
}

/** `off` silences a rule. */
export type RuleSeverity = Severity | 'off';

/** By the rule's id: how severe it is, or that and its limits. */
export type RuleSettings = Readonly<
  Record<string, RuleSeverity | { readonly severity?: RuleSeverity; readonly [limit: string]: unknown }>
>;

export interface TemplateSettings {
  /** Marketing needs a way to unsubscribe. */
  kind?: 'marketing' | 'transactional';
  /**
   * Where a reader of marketing unsubscribes: an https address with Handlebars for the reader's own part of it, or a list
   * of that and a `mailto:` address.
   */
  unsubscribe?: string | readonly string[];
  /** What the list is called among servers: `news.example.com`. */
  listId?: string;
  /** More headers, by name. */
  headers?: Readonly<Record<string, string>>;
  rules?: RuleSettings;
}

/** A config with every key filled in. */
export interface ResolvedConfig extends Required<Config> {}
