import * as problems from '../../diagnostics/problems.js';
import type { MjmlElement, MjmlNode as Written } from '../../document/parse-mjml.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { SendTimeTokens } from '../send-time/tokens.js';
import type { Session } from '../session.js';
import { parseSource } from './include-mjml.js';
import { type MjmlSource, withoutTextMarks } from './mjml-source.js';
import type { MjmlNode, MjmlTree } from './mjml-tree.js';
import { readChildren, readText } from './read-elements.js';
import { addElement, beginReading, markOfText, type Reading, sayText, tell } from './reading.js';

export interface MjmlReading {
  /** Undefined when there is nothing that MJML could look at. */
  tree?: MjmlTree;
  diagnostics: Diagnostic[];
  /** Absolute paths of what was included. */
  files: string[];
}

/** Reads MJML and what it includes. Whatever MJML itself would leave out without a word is an error. */
export function readMjml(session: Session, source: MjmlSource, tokens: SendTimeTokens, exact: boolean): MjmlReading {
  const reading = beginReading(session, tokens, exact);
  const tree = readDocument(reading, source);
  const { diagnostics, files } = reading;
  return { ...(tree && { tree }), diagnostics, files: [...files] };
}

function readDocument(reading: Reading, source: MjmlSource): MjmlTree | undefined {
  const [mjml, ...more] = parseSource(reading, source).filter(({ kind }) => kind !== 'comment');
  if (reading.diagnostics.length > 0) return undefined; // tags that do not pair up make everything else look wrong
  if (mjml?.kind !== 'element' || mjml.name !== 'mjml') {
    const mark = mjml?.kind === 'element' ? source.markOf(mjml) : source.markAt(mjml?.start ?? 0);
    tell(reading, problems.mjmlRoot('mjml'), mark);
    return undefined;
  }
  for (const node of more) tellLost(reading, source, node);
  const root = addElement(reading, source, mjml);
  const body = readParts(reading, source, mjml, root);
  if (!body) {
    tell(reading, problems.mjmlRoot('mj-body'), root.mark);
    return undefined;
  }
  const { head, nodes, styles, sheets, preview, titleMark, written, isTooLarge } = reading;
  if (isTooLarge) return undefined;
  if (head.children.length > 0) root.children.unshift(head);
  root.children.push(body);
  return {
    root,
    nodes,
    styles: [...styles, ...sheets],
    ...(preview && { preview }),
    ...(titleMark !== undefined && { titleMark }),
    attributeMark(node, name) {
      const { source: from, element } = written.get(node) ?? {};
      const attribute = element?.attributes.find((candidate) => candidate.name === name);
      return attribute && from && !from.isMarked ? from.markAt(attribute.start) : node.mark;
    },
  };
}

/** What stands in `mjml`: heads are put together, and there is one body. */
function readParts(reading: Reading, source: MjmlSource, mjml: MjmlElement, root: MjmlNode): MjmlNode | undefined {
  let body: MjmlNode | undefined;
  for (const child of mjml.children) {
    if (child.kind === 'text') readText(reading, source, child, root);
    if (child.kind !== 'element') continue;
    if (child.name === 'mj-head') readChildren(reading, source, child.children, reading.head, []);
    else if (child.name !== 'mj-body') readChildren(reading, source, [child], root, []);
    else if (body) tell(reading, problems.mjmlLostElement('mj-body', 'an email has one body'), source.markOf(child));
    else {
      body = addElement(reading, source, child);
      readChildren(reading, source, child.children, body, []);
    }
  }
  return body;
}

function tellLost(reading: Reading, source: MjmlSource, node: Written): void {
  if (node.kind === 'element') {
    tell(reading, problems.mjmlLostElement(node.name, 'it stands behind </mjml>'), source.markOf(node));
    return;
  }
  const text = withoutTextMarks(source.text.slice(node.start, node.end)).trim();
  if (!text) return;
  const mark = markOfText(reading, source, node.start, node.end);
  tell(reading, problems.mjmlLostText(sayText(reading, text), 'what follows </mjml>'), mark);
}
