/** HTML as its own source text: every node knows where it stands, and whatever nobody edits is printed as written. */
export interface Document {
  source: string;
  root: Element;
  /** Every element, also those inside conditional comments, in the order of their start tags. */
  elements: Element[];
  edits: Edit[];
  /** The offset of each merge tag. */
  tagStarts: readonly number[];
  /** The rest was left unread, because elements are nested deeper than any client shows. */
  unread?: boolean;
}

export type Node = Element | Text | Comment;

export interface Element {
  kind: 'element';
  /** In lower case. */
  name: string;
  /** How long the name is in the source, when it was renamed. */
  writtenName?: number;
  parent: Element | undefined;
  children: Node[];
  attributes: Attribute[];
  /** Offset of `<`; for an element that Jink added, of the first thing it wraps. */
  start: number;
  /** Offset after the start tag's `>`. */
  openEnd: number;
  /** Offset of the end tag's `<`; equal to `end` when there is none. */
  closeStart: number;
  /** Offset after the end tag's `>`. */
  end: number;
  /** Added by Jink: it has no source text of its own. */
  added: boolean;
  /** Its class names, once they were asked for. */
  classNames?: readonly string[] | undefined;
  /** Merge tags between its children may repeat or leave out some of them. */
  childrenVary?: boolean;
  /** A hash of the ids and classes of all elements around it, once it was indexed. */
  aroundHash?: number;
  /** Something in its start tag is to be written anew. */
  changed: boolean;
}

export interface Attribute {
  /** As written; compare in lower case. */
  name: string;
  /** The raw text between the quotes, entities and merge tags as written; undefined for an attribute without a value. */
  value: string | undefined;
  /** Where it stands in the source; undefined for one that Jink added. */
  start?: number;
  end?: number;
  changed?: boolean;
  removed?: boolean;
}

export interface Text {
  kind: 'text';
  parent: Element;
  start: number;
  end: number;
}

export interface Comment {
  kind: 'comment';
  parent: Element;
  start: number;
  end: number;
  /** What a conditional comment hides from all but Outlook; empty for other comments and for halves of elements. */
  children: Node[];
}

/** One replacement in the source. Where several meet at one offset, their nodes' depths and sides order them. */
export interface Edit {
  start: number;
  end: number;
  text: string;
  side: 'before' | 'open' | 'first' | 'inside' | 'last' | 'close' | 'after' | 'empty';
  node: Node;
}
