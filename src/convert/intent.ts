/*
 * What a converted template says, before it is written as Pug. Readers of each origin make these; `pug/` writes them.
 */

export type Intent = Tag | Call | Text | Remark | Verbatim | Include;

/** An HTML element that stays one. */
export interface Tag {
  kind: 'tag';
  name: string;
  attributes: IntentAttribute[];
  children: Intent[];
}

/** A call of one of Jink's mixins. */
export interface Call {
  kind: 'call';
  mixin: string;
  /** JavaScript, as it stands in the brackets. */
  args: string[];
  attributes: IntentAttribute[];
  children: Intent[];
}

/** Text with its entities and merge tags as HTML writes them. White space is collapsed when it is printed. */
export interface Text {
  kind: 'text';
  html: string;
}

/** A comment for who reads the source; the email does not have it. */
export interface Remark {
  kind: 'remark';
  text: string;
}

/** HTML that is written line by line as it was, such as one half of a comment for Outlook. */
export interface Verbatim {
  kind: 'verbatim';
  html: string;
}

/** Another file of the project. */
export interface Include {
  kind: 'include';
  /** As Pug writes it, relative to the template. */
  path: string;
}

export interface IntentAttribute {
  name: string;
  /** As between the quotes of HTML, with entities and merge tags; undefined for an attribute without a value. */
  value: string | undefined;
}

/** What the layout's blocks get. */
export interface EmailIntents {
  /** `jink/layout`, or a layout that adds the look of another framework; none for a piece of an email. */
  layout: string | undefined;
  subject: Intent[];
  preheader: Intent[];
  head: Intent[];
  body: Intent[];
}

export function tag(name: string, attributes: IntentAttribute[], children: Intent[] = []): Tag {
  return { kind: 'tag', name, attributes, children };
}

export function call(
  mixin: string,
  args: string[] = [],
  attributes: IntentAttribute[] = [],
  children: Intent[] = [],
): Call {
  return { kind: 'call', mixin, args, attributes, children };
}

export function text(html: string): Text {
  return { kind: 'text', html };
}
