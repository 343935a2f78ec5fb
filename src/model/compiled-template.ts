import type { DataType } from './data-type.js';
import type { Diagnostic } from './diagnostic.js';
import type { Email } from './email.js';
import type { Place } from './place.js';

/** An image of the project that a template shows. */
export interface Asset {
  /** Relative to the project, with forward slashes. */
  file: string;
  /** What stands in the HTML instead of the author's path. */
  url: string;
}

/** A value of the data that a template uses. */
export interface VariableUse {
  /** `agents[].name`; `[]` is any item of a list. */
  path: string;
  /** The same in steps: `['agents', '[]', 'name']`. */
  steps: string[];
  /** Where the author wrote it. */
  places: Place[];
  /** May be missing: wherever it is used, a condition or a default sees to it. */
  guarded: boolean;
  /** What the sample data or the schema say it is. */
  type?: DataType;
}

/** Who wrote a piece of HTML. */
export interface Source {
  place?: Place;
  /** The mixin calls that led to `place`, innermost first. */
  trail?: Place[];
  /** Jink's own mixins or the compiler wrote it; `place` is the author's call of them. */
  isOwn: boolean;
}

/** A rule of a stylesheet, a `style` element or a `style` attribute, as its author wrote it. */
export interface AppliedStyle {
  /** Those that match something here; none for a `style` attribute. */
  selectors: string[];
  declarations: { property: string; value: string; important: boolean; place?: Place }[];
  /** The at-rules around it, outermost first: `@media (max-width: 600px)`. */
  around: string[];
  place?: Place;
  trail?: Place[];
  /** It is one of Jink's own styles. */
  isOwn: boolean;
  /** It stays in the head instead of being inlined. */
  inHead: boolean;
  /** For a `style` attribute: the mark of its element, as `markedHtml` has it. */
  mark?: string;
}

/** What one template became: CSS inlined, ready to be sent or filled in. */
export interface CompiledTemplate {
  /** `billing/receipt` for `templates/billing/receipt.pug`. */
  name: string;
  /** The template's own file, relative to the project. */
  file: string;
  /** One line of plain text, from the document's title. */
  subject: string;
  /** The text an inbox shows after the subject; empty when the template has none. */
  preheader: string;
  /** Handlebars, like the subject, the preheader and the text, as far as values come when an email is sent. */
  html: string;
  text: string;
  /** Whether its author wrote Handlebars by hand. */
  hasOwnTags: boolean;
  /** The data that it needs, by path. */
  variables: VariableUse[];
  diagnostics: Diagnostic[];
  /** Every file that was read, relative to the project; Jink's own are not in it. */
  dependencies: string[];
  /** The images in use that belong to the project. */
  assets: Asset[];
  /**
   * The line of the author's that wrote the HTML at `offset` (in UTF-16 units of `html`): the innermost element that
   * was open there, or undefined outside of any.
   */
  placeAt(offset: number): Place | undefined;
  /** More of the same: the mixin calls around it, and whether Jink wrote it for the author. */
  sourceAt(offset: number): Source | undefined;
  /** The styles that apply to this email as they were written; only when compiled with `exact`. */
  styles?: AppliedStyle[];
  /** Every class that a rule of its stylesheets speaks of; only when compiled with `exact`. */
  styledClasses?: string[];
  /** The HTML with the marks that lead to places still in it, so that an email made from it has places too. */
  markedHtml(): string;
  /** What its data must be: from its JSON Schema, or else from all of its scenarios. */
  dataType: DataType;
  /**
   * Fills in the data.
   * @throws {MissingDataError} listing every path that the email shows and the data lacks
   * @throws {InvalidDataError} when the template has a JSON Schema and the data does not follow it
   */
  render(data: object): Email;
}
