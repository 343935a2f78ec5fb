import type { AppliedStyle, Source, VariableUse } from './compiled-template.js';
import type { Config, Data } from './config.js';
import type { DataType } from './data-type.js';
import type { Diagnostic, Severity } from './diagnostic.js';
import type { Document, Element, Node } from './document.js';
import type { Place } from './place.js';

/** Looks at one finished email and reports what is wrong with it. One file each; documentation and tests are made of it. */
export interface Rule {
  /** In kebab-case; the `code` of what it reports. */
  id: string;
  /** Of most of its findings; a finding can say otherwise, and the project's config has the last word. */
  severity: Severity;
  /** One sentence: what it asks for. */
  summary: string;
  /** What happens to readers otherwise, and how that is known. */
  why: string;
  /** Limits that the config can change, with their defaults. */
  options?: Readonly<Record<string, number>>;
  /** Its words hang on the data: one place is told of once, whatever a loop or another scenario puts there. */
  oncePerPlace?: true;
  /** Codes of the compiler's own diagnostics that this rule reports as its findings. */
  adopts?: readonly string[];
  examples: { good: readonly Example[]; bad: readonly Example[] };
  check(email: CheckedEmail, document: Document, report: Report): void;
}

/** A template in Pug, or a finished email or a piece of one in HTML when it begins with `<`. */
export type Example = string | { template: string; config?: Config; data?: Data };

export type Report = (finding: Finding) => void;

export interface Finding {
  /** One sentence. */
  message: string;
  hint?: string;
  /** The rule's own without. */
  severity?: Severity;
  /** What it is about: a node, or an offset of the HTML. The email as a whole without. */
  at?: Node | number;
  /** The attribute of `at` that is wrong. */
  attribute?: string;
  /** Where the author wrote it, when it is known from elsewhere. */
  place?: Place | undefined;
  trail?: Place[] | undefined;
  url?: string;
}

/** One email as the rules see it: read once, with everything that several rules ask for. */
export interface CheckedEmail {
  /** The template's name. */
  template: string;
  scenario: string;
  kind?: 'marketing' | 'transactional';
  subject: string;
  preheader: string;
  html: string;
  text: string;
  document: Document;
  /** The styles that apply to it as their authors wrote them. */
  styles: readonly AppliedStyle[];
  /** Every class that a rule of its stylesheets speaks of, whether it applies or not. */
  styledClasses: ReadonlySet<string>;
  /** What the compiler had to say. */
  diagnostics: readonly Diagnostic[];
  /** What the template asks its data for; told with its first scenario, and not of emails that Jink did not make. */
  asked?: AskedData;
  /** The project's images that it shows. */
  images: readonly { file: string; url: string; bytes: number }[];
  /** The clients that have to show it well, as in `outlook.windows`. */
  clients: readonly string[];
  /** Merge tag languages that the mailing service fills in. */
  mergeTags: readonly string[];
  /** What the HTML validator says, of the email and of what Word makes of it. */
  soundness: { standard: readonly Unsound[]; word: readonly Unsound[] };
  /** Where the author wrote what stands at an offset. */
  sourceAt(offset: number): Source | undefined;
  /** Jink wrote this element, not the author: it is Jink's duty that clients take it well. */
  isOwn(element: Element): boolean;
  /** What the element's `style` attribute says. */
  declarationsOf(element: Element): readonly Declaration[];
  /** Whether a selector matches, as if nobody hovered or clicked anything. */
  matches(selector: string, element: Element): boolean;
  /** Where an attribute stands in the author's tag or mixin call at `place`, when it is written there. */
  attributeAt(place: Place, name: string): Place | undefined;
  /** What is said of the email as a whole is said here. */
  start: Place;
  /** Whether the author's tag or mixin call that made the element mentions a word. */
  mentions(element: Element, word: string): boolean;
  /** The limits of a rule, as the project wants them. */
  limits(rule: Pick<Rule, 'id' | 'options'>): Readonly<Record<string, number>>;
}

/** The data of a template, and what it asks for. */
export interface AskedData {
  variables: readonly VariableUse[];
  dataType: DataType;
  /** The template as it is sent, with tags for its data. */
  html: string;
  /** Where a value stands in the sample data. */
  placeOf(steps: readonly string[]): Place | undefined;
}

export interface Declaration {
  property: string;
  value: string;
  important: boolean;
}

/** One finding of the HTML validator. */
export interface Unsound {
  offset: number;
  message: string;
  /** The validator's own name for it. */
  rule: string;
  url?: string;
}
