import type { AppliedStyle, Asset, Source, VariableUse } from '../model/compiled-template.js';
import type { Data } from '../model/config.js';
import type { DataType } from '../model/data-type.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Document, Element } from '../model/document.js';
import type { Sheet, SheetRule } from './css.js';
import type { Layout } from './lay-out.js';
import type { SendTimeTokens } from './send-time/tokens.js';
import type { Session } from './session.js';
import type { Stylesheet } from './stylesheet.js';
import type { WrittenHtml } from './text-places.js';

/** What to compile: one template, with the values that are known and what is known of the others. */
export interface TemplateInput {
  /** `billing/receipt`. */
  name: string;
  /** Absolute path. */
  path: string;
  source: string;
  /** Values that are known now. */
  data: Data;
  /** What is known of the data that comes when an email is sent: an object's type. */
  later?: DataType;
  /** The sample data by scenario, for what can be tried with them. */
  samples?: ReadonlyMap<string, Data>;
  /** Names that other scenarios have: undefined here, but no mistake. */
  names: readonly string[];
  /** Where the data stands, for hints: `templates/billing/receipt.json`. */
  dataFile: string;
  /** Absolute path of the template's own `.scss`. */
  styles?: string;
  layout?: Layout;
  /** Only Handlebars that every service understands. */
  portable?: boolean;
  /** Leaves declarations in that change nothing; tests compare the two. */
  verbose?: boolean;
  /** Places of texts and of CSS, for whoever has to point at them. */
  exact?: boolean;
}

/** Who wrote what stands at an offset of the finished HTML. */
export type SourceOf = (offset: number) => Source | undefined;

/** A template on its way through the compiler. */
export interface Draft {
  readonly session: Session;
  readonly input: TemplateInput;
  /** Begun before the first step, because Sass takes longest. */
  readonly stylesheet: Promise<Stylesheet>;
  /** What was printed for values that are not known yet. */
  readonly tokens: SendTimeTokens;
  /** The lines of files that places were looked up in, by name. */
  readonly lines: Map<string, readonly string[]>;
  diagnostics: Diagnostic[];
  /** Absolute paths. */
  dependencies: Set<string>;
  assets: Asset[];
  /** MJML wrote the document: it has laid everything out, for Outlook too. */
  readonly isMjml: boolean;
  /** Marked HTML, until the document is read from it. */
  html: string;
  document?: Document;
  /** In the order of the cascade. */
  sheets: Sheet[];
  /** What stays in the head. */
  kept: SheetRule[];
  /** The elements that a selector of the head may match. */
  elementsOf: (selector: string) => readonly Element[];
  subject: string;
  preheader: string;
  text: string;
  /** The finished HTML, with tokens for what comes when the email is sent. */
  unprinted: string;
  /** HTML for the text part, where the finished one holds little but layout. */
  textSource?: string;
  /** Its document, read once for all who ask. */
  readUnprinted: () => Document;
  variables: VariableUse[];
  /** What the engine wrote, with the places of its texts; only when `exact`. */
  written?: WrittenHtml;
  sourceAt: SourceOf;
  styles?: AppliedStyle[];
  styledClasses?: string[];
  markedHtml: () => string;
}

/** A step changes the draft it is given. It reports what the author got wrong and throws for nothing else. */
export type Step = (draft: Draft) => void | Promise<void>;

/** The document, in the steps after the one that reads it. */
export function documentOf({ document }: Draft): Document {
  if (!document) throw new Error('The document is read in the step "grid".');
  return document;
}
