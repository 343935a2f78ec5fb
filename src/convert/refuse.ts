import * as problems from '../diagnostics/problems.js';
import { positionAt } from '../document/positions.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Document, Element } from '../model/document.js';

/** Elements whose end tags people leave out. */
const OPTIONAL_END = /^(html|head|body|p|li|dt|dd|tr|td|th|tbody|thead|tfoot|option|colgroup)$/;

/** No email that was written by hand or by a tool comes near. */
const DEEPEST = 250;

/** Why a source cannot be converted: a mistake now would be lost text in every email. */
export function refuse(document: Document, file: string): Diagnostic | undefined {
  const start = { file, line: 1, column: 1 };
  if (document.unread || depthOf(document) > DEEPEST) return problems.nestedTooDeep(start, DEEPEST);
  if (document.elements.length === 0) return problems.nothingToConvert(start);
  const { source } = document;
  // A tag that was begun at the very end is text to a parser.
  const last = source.lastIndexOf('<');
  const half = /^<\/?([a-z][\w:-]*)(?:\s[^<>]*)?$/i.exec(source.slice(last).trimEnd());
  if (half) return problems.sourceCutOff(half[1]!.toLowerCase(), { file, ...positionAt(source, last) });
  const open = document.elements.find(
    ({ name, closeStart, end, openEnd }) =>
      closeStart === end &&
      end === source.length &&
      openEnd < end &&
      source[openEnd - 2] !== '/' &&
      !OPTIONAL_END.test(name),
  );
  return open && problems.sourceCutOff(open.name, { file, ...positionAt(source, open.start) });
}

function depthOf({ elements }: Document): number {
  const depths = new Map<Element, number>();
  let deepest = 0;
  for (const element of elements) {
    const depth = (element.parent ? (depths.get(element.parent) ?? 0) : 0) + 1;
    depths.set(element, depth);
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
