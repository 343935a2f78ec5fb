import * as problems from '../../diagnostics/problems.js';
import type { MjmlElement } from '../../document/parse-mjml.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { authorsPlace, MARK } from '../marks.js';
import { nameOfExpression } from '../send-time/expression.js';
import type { SendTimeTokens } from '../send-time/tokens.js';
import type { Session } from '../session.js';
import type { MjmlSource } from './mjml-source.js';
import type { MjmlNode, MjmlTree } from './mjml-tree.js';

/** More elements than any email has: includes that include each other twice would make millions. */
export const MOST_NODES = 50_000;
/** In letters; MJML writes ten times as much. */
const MOST_TEXT = 2_000_000;

/** What is known while a template's MJML is read. */
export interface Reading {
  readonly session: Session;
  /** Texts tell their places too. */
  readonly exact: boolean;
  readonly tokens: SendTimeTokens;
  readonly nodes: MjmlNode[];
  /** From all files, since parts may have a head of their own. */
  readonly head: MjmlNode;
  readonly styles: MjmlTree['styles'];
  /** Included ones, which come after all others. */
  readonly sheets: MjmlTree['styles'];
  readonly diagnostics: Diagnostic[];
  /** Absolute paths of what was included. */
  readonly files: Set<string>;
  readonly written: Map<MjmlNode, { source: MjmlSource; element: MjmlElement }>;
  preview?: MjmlTree['preview'];
  titleMark?: string;
  /** How many letters were read. */
  size: number;
  isTooLarge: boolean;
}

export function beginReading(session: Session, tokens: SendTimeTokens, exact: boolean): Reading {
  const head: MjmlNode = { tagName: 'mj-head', attributes: {}, children: [], mark: '', line: 0 };
  return {
    session,
    exact,
    tokens,
    nodes: [head],
    head,
    styles: [],
    sheets: [],
    diagnostics: [],
    files: new Set(),
    written: new Map(),
    size: 0,
    isTooLarge: false,
  };
}

/** Reports something at the place, and with the includes, that a mark tells of. */
export function tell({ session, diagnostics }: Reading, diagnostic: Diagnostic, mark: string): void {
  diagnostics.push({ ...diagnostic, ...authorsPlace(session.files, mark) });
}

/** Counts what is read; false, and told once, when it is more than an email can be. */
export function mayGoOn(reading: Reading, length: number, mark: string): boolean {
  reading.size += length;
  if (reading.isTooLarge) return false;
  if (reading.size <= MOST_TEXT && reading.nodes.length < MOST_NODES) return true;
  reading.isTooLarge = true;
  tell(reading, problems.mjmlTooLarge(), mark);
  return false;
}

export function addNode({ nodes }: Reading, tagName: string, mark: string, content?: string): MjmlNode {
  const node: MjmlNode = { tagName, attributes: {}, children: [], mark, line: nodes.length };
  if (content !== undefined) node.content = content;
  nodes.push(node);
  return node;
}

/** An element with its attributes, as yet without what is in it. */
export function addElement(reading: Reading, source: MjmlSource, element: MjmlElement): MjmlNode {
  const node = addNode(reading, element.name, source.markOf(element));
  reading.written.set(node, { source, element });
  const { attributes } = node;
  for (const { name, value } of element.attributes) {
    if (name === MARK) continue;
    // In Pug, `mj-text.small` is the shortest way to write MJML's css-class.
    if (source.isMarked && name === 'class')
      attributes['css-class'] = [value, attributes['css-class']].filter(Boolean).join(' ');
    else if (source.isMarked && name === 'css-class' && attributes[name])
      attributes[name] = `${attributes[name]} ${value}`;
    else if (!(name in attributes)) attributes[name] = attributeValue(name, value, source.isMarked);
  }
  return node;
}

function attributeValue(name: string, value: string | undefined, isPug: boolean): string | boolean {
  if (value === 'true') return true;
  if (value === 'false') return false;
  // Pug prints `inline=true` without a value, where MJML wants its name.
  return value ?? (isPug ? name : '');
}

/** A text for a message: short, and with the names of values that are not known yet. */
export function sayText({ tokens }: Reading, text: string): string {
  const line = text
    .replace(/\uE010v(\d+)\uE011/g, (_, number) => `#{${nameOfExpression(tokens.entry(Number(number)).expression)}}`)
    .replace(/\uE010\w\d+\uE011/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}

/** Who wrote a text: what prints a value knows better than the text around it. */
export function markOfText({ tokens }: Reading, source: MjmlSource, start: number, end: number): string {
  const text = source.text.slice(start, end);
  const number = /\uE010[vie](\d+)\uE011/.exec(text)?.[1];
  const told = number && source.isMarked ? tokens.entry(Number(number)).mark : undefined;
  return told ?? source.markAt(start + /^\s*/.exec(text)![0].length);
}
