import * as problems from '../../diagnostics/problems.js';
import { maskMergeTags } from '../../document/merge-tags.js';
import { parse } from '../../document/parse.js';
import type { MjmlElement, MjmlNode } from '../../document/parse-mjml.js';
import { positionAt } from '../../document/positions.js';
import { findUnpaired } from '../../document/structure.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { Element, Node } from '../../model/document.js';
import { readComment } from '../html/comments.js';
import type { Looks } from '../html/looks.js';
import { type Intent, tag, text } from '../intent.js';
import { type Defaults, type Values, valuesOf } from './attributes.js';

/** One source in MJML on its way to Pug. */
export interface MjmlReading {
  source: string;
  file: string;
  defaults: Defaults;
  /** How wide the email is, in pixels. */
  width: number;
  looks: Looks;
  notes: Diagnostic[];
}

/** Where an element stands: how wide that is in pixels, and which classes of MJML the one around it has. */
export interface Around {
  width: number;
  classes: string;
}

export function values({ defaults }: MjmlReading, element: MjmlElement, { classes }: Around): Values {
  return valuesOf(defaults, element, classes);
}

/** The classes of MJML that an element's children ask for. */
export function classesOf(element: MjmlElement, around: Around): string {
  return element.attributes.find(({ name }) => name === 'mj-class')?.value ?? around.classes;
}

/** Says that something could not be translated as it was. */
export function note({ source, file, notes }: MjmlReading, what: string, reason: string, offset: number): void {
  notes.push(problems.convertedOtherwise(what, reason, { file, ...positionAt(source, offset) }));
}

/** The HTML in an element. */
export function contentOf({ source }: MjmlReading, { openEnd, closeStart }: MjmlElement): string {
  return source.slice(openEnd, closeStart);
}

/** HTML of an author's, as the tags it is; halves of elements stay lines of HTML. */
export function htmlIntents(html: string): Intent[] {
  const masked = maskMergeTags(html).replace(/<!--[\s\S]*?-->/g, (comment) => ' '.repeat(comment.length));
  if (findUnpaired(masked).some(({ isHarmless }) => !isHarmless)) return [{ kind: 'verbatim', html }];
  const document = parse(html);
  const read = (node: Node): Intent[] => {
    if (node.kind === 'text') return [text(html.slice(node.start, node.end))];
    if (node.kind === 'comment') return readComment({ document }, node);
    return [
      tag(
        node.name,
        attributesIn(node),
        /^(style|script|pre|textarea)$/.test(node.name)
          ? [text(html.slice(node.openEnd, node.closeStart))]
          : node.children.flatMap(read),
      ),
    ];
  };
  return document.root.children.flatMap(read);
}

function attributesIn({ attributes }: Element) {
  return attributes.map(({ name, value }) => ({ name, value }));
}

export function elementsIn(nodes: readonly MjmlNode[]): MjmlElement[] {
  return nodes.filter((node): node is MjmlElement => node.kind === 'element');
}
