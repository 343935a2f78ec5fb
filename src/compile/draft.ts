import type { Document, Element } from '../document/tree.js';
import type { Asset } from '../model/compiled-template.js';
import type { Data } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Place } from '../model/place.js';
import type { Sheet, SheetRule } from './css.js';
import type { Layout } from './lay-out.js';
import type { Session } from './session.js';
import type { Stylesheet } from './stylesheet.js';

/** What to compile: one template, with the data of one scenario. */
export interface TemplateInput {
  /** `billing/receipt`. */
  name: string;
  /** Absolute path. */
  path: string;
  source: string;
  data: Data;
  /** Names that other scenarios have: undefined here, but no mistake. */
  names: readonly string[];
  /** Where the data stands, for hints: `templates/billing/receipt.json`. */
  dataFile: string;
  /** Absolute path of the template's own `.scss`. */
  styles?: string;
  layout?: Layout;
  /** Leaves declarations in that change nothing; tests compare the two. */
  verbose?: boolean;
}

/** A template on its way through the compiler. */
export interface Draft {
  readonly session: Session;
  readonly input: TemplateInput;
  /** Begun before the first step, because Sass takes longest. */
  readonly stylesheet: Promise<Stylesheet>;
  diagnostics: Diagnostic[];
  /** Absolute paths. */
  dependencies: Set<string>;
  assets: Asset[];
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
  placeAt: (offset: number) => Place | undefined;
}

/** A step changes the draft it is given. It reports what the author got wrong and throws for nothing else. */
export type Step = (draft: Draft) => void | Promise<void>;
