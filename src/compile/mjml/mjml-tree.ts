/** An element as MJML takes it, which need not have come from MJML's own parser. */
export interface MjmlNode {
  tagName: string;
  attributes: Record<string, string | boolean>;
  children: MjmlNode[];
  /** HTML, CSS or text, in elements that have no children. */
  content?: string;
  /** Who wrote it, as in marks.ts; what is included tells of the includes too. */
  mark: string;
  /** Its number in `nodes`: MJML gives it back with what is wrong with the element. */
  line: number;
}

/** A template's MJML with everything that it includes, without what Jink sees to by itself. */
export interface MjmlTree {
  /** `mjml`, with one `mj-head` and one `mj-body`. */
  root: MjmlNode;
  nodes: MjmlNode[];
  /** The `mj-style` elements and included stylesheets, in their order. */
  styles: { css: string; isInline: boolean; mark: string }[];
  preview?: { html: string; mark: string };
  titleMark?: string;
  /** Where an attribute was written; the element's mark where that is not known. */
  attributeMark(node: MjmlNode, name: string): string;
}

/** Every node below one, itself first. */
export function* walkMjml(node: MjmlNode): Generator<MjmlNode> {
  const open = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    for (let i = next.children.length - 1; i >= 0; i--) open.push(next.children[i]!);
  }
}
