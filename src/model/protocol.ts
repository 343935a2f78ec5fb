import type { Source } from './compiled-template.js';
import type { Diagnostic } from './diagnostic.js';
import type { Place } from './place.js';

/*
 * What `jink dev` and its page say to each other. Everything is JSON; sizes are bytes of UTF-8.
 *
 * `GET /` is the page, with the token in `<meta name="jink-token">`. Whatever is not a GET needs it in the header
 * `X-Jink-Token`, and JSON.
 * `GET /view/<name>?scenario=…&draft=…&lens=id,id&remote=1` is an email for a frame of its own: `sandbox` with
 * `allow-popups allow-popups-to-escape-sandbox`, so that links open in a new tab. `GET /measure/<name>?…` is the same
 * for a frame that nobody sees, with `sandbox="allow-same-origin"`: it carries `data-jink-element`.
 * An email that there never was answers 503 with a few words.
 */

/** `GET /api/templates`: what the page lists. */
export interface TemplateList {
  /** The project's folder, by its last name only. */
  project: string;
  /** Another one for each start of the server. */
  session: string;
  /** Grows with each change; a later list has the higher one. */
  revision: number;
  lenses: ListedLens[];
  templates: ListedTemplate[];
  /** What is wrong with the config or the project as a whole. */
  diagnostics: Diagnostic[];
}

export interface ListedTemplate {
  /** `billing/receipt`. */
  name: string;
  /** Relative to the project. */
  file: string;
  scenarios: ListedScenario[];
}

export interface ListedScenario {
  /** `default` exists for every template. */
  name: string;
  subject: string;
  preheader: string;
  bytes: number;
  errors: number;
  warnings: number;
  /**
   * Of the list in which this email, its data or its diagnostics last became others; 0 while it was not compiled yet.
   * Also higher when only an image in it is another one.
   */
  revision: number;
  /** Its newest source does not compile; what is shown is the last good email, or nothing if there never was one. */
  isBroken: boolean;
}

/** A way to look at an email, as `?lens=` names it; several are joined by commas. */
export interface ListedLens {
  id: string;
  /** For a button. */
  title: string;
  summary: string;
}

/**
 * `GET /api/emails/<name>?scenario=…` or `?draft=…`: all there is to know of one email. Waits for an email that is
 * still being compiled, but never for its check.
 */
export interface EmailDetail {
  name: string;
  scenario: string;
  revision: number;
  file: string;
  subject: string;
  preheader: string;
  /** With the data in it. */
  html: string;
  text: string;
  /** Subject, preheader, HTML and text with Handlebars, as they are sent to a server that fills them in. */
  template: { subject: string; preheader: string; html: string; text: string };
  /** The scenario's JSON as it is written; empty when it has no file. */
  data: string;
  /** Where it is written. */
  dataFile?: string;
  /** A JSON Schema of the data: the project's own, or what its scenarios have in common. */
  schema: object;
  /** Of compiling, and of `jink check` when `isChecked`. */
  diagnostics: ShownDiagnostic[];
  /** The check of this revision is done, or there will be none because it does not compile. */
  isChecked: boolean;
  /** The newest source does not compile: `diagnostics` say why, the rest is the last good email. */
  isBroken: boolean;
  size: EmailSize;
}

/** A diagnostic with the author's lines around it. */
export interface ShownDiagnostic extends Diagnostic {
  /** The lines and a caret, as the terminal prints them. */
  frame?: string;
  /** The elements in the email that it is about, as indexes into `Inspection.elements`. */
  elements?: number[];
}

export interface EmailSize {
  bytes: number;
  /** Gmail shows no more of an email than this. */
  limit: number;
  /** What the bytes are spent on, largest first. */
  parts: { label: string; bytes: number }[];
}

/**
 * `GET /api/inspect/<name>?scenario=…` (or `draft`): who wrote what. Elements are those of `/measure/<name>`, which
 * has the same HTML as `/view/<name>` and on each element its index here as `data-jink-element`. Waits until the
 * styles are known, for half a minute at most.
 */
export interface Inspection {
  revision: number;
  elements: (InspectedElement | null)[];
  styles: InspectedStyle[];
}

export interface InspectedElement extends Source {
  /** The mixin whose output this is: `columns`. */
  mixin?: string;
}

/** A rule as its author wrote it: `selector` can be asked of the elements of `/measure`. */
export interface InspectedStyle {
  /** None for a `style` attribute; then `element` says whose. */
  selectors: string[];
  element?: number;
  declarations: { property: string; value: string; important: boolean; place?: Place }[];
  /** The at-rules around it, outermost first. */
  around: string[];
  place?: Place;
  isOwn: boolean;
  inHead: boolean;
}

/** `POST /api/drafts/<name>`: shows an email with other data, without writing anything. */
export interface DraftRequest {
  scenario: string;
  /** JSON as it is being typed. */
  data: string;
}

/**
 * The draft's id goes into `?draft=` of `/api/emails`, `/api/inspect`, `/view` and `/measure`; without one,
 * `diagnostics` say what is wrong with the data. The server keeps the last twenty, and makes them anew when their
 * template changes.
 */
export interface DraftAnswer {
  draft?: string;
  diagnostics: ShownDiagnostic[];
}

/**
 * `POST /api/data/<name>`: writes a scenario's file. A new scenario, of letters, digits, `-` and `_`, when `create` is
 * set; the default one needs no `create`. What is no JSON object is refused.
 */
export interface SaveRequest {
  scenario: string;
  data: string;
  create?: boolean;
}

export interface SaveAnswer {
  scenario: string;
  /** What was written, relative to the project. */
  file: string;
}

/** `POST /api/open`: opens a line in the editor. 204 when it is open, 409 with a `Refusal` when no editor is found. */
export interface OpenRequest {
  /** Relative to the project; only files that the project's emails were made of. */
  file: string;
  line: number;
  column: number;
}

/** Every answer that is not what was asked for. */
export interface Refusal {
  error: string;
  hint?: string;
}

/**
 * `GET /api/events?name=…&scenario=…`: server-sent events, each a `message` with one of these. The email that is
 * named, or else the last one that was asked for, is compiled first. A server that was restarted has another token:
 * a page whose list's `session` differs from its first has to be loaded anew.
 */
export type ServerEvent =
  /** Sent at once and after each change: what to show now. `changed` are the files that changed. */
  | { type: 'templates'; list: TemplateList; changed: string[] }
  /** A check is done: the details of these emails have new diagnostics. */
  | { type: 'checked'; list: TemplateList; names: string[] }
  /** A file is being compiled. */
  | { type: 'busy' }
  /** There are other messages in the inbox; see inbox.ts. */
  | { type: 'inbox'; revision: number; total: number; unread: number };
