/**
 * Shows an email as one kind of client would: finished HTML in, HTML for a browser out. A lens leaves alone what it does
 * not know, throws for no HTML, however broken, and keeps each `data-jink-element` on its element.
 */
export interface Lens {
  /** In kebab-case, as `?lens=` names it. */
  id: string;
  /** For a button. */
  title: string;
  /** One sentence: whose view it is. */
  summary: string;
  /** What it does, whose published behaviour that follows, and what it only comes near. */
  details: string;
  examples: readonly LensExample[];
  /** It answers the email's questions for the reader's colour scheme, which is light otherwise. */
  answersColorScheme?: true;
  apply(html: string): string;
}

/** A piece of an email before and after; the examples are tests and documentation. */
export interface LensExample {
  html: string;
  seen: string;
}
