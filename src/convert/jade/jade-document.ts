import type { JadeLine } from './jade-lines.js';

/** The parts of a template, however it brings its document. */
export interface JadeDocument {
  /** `extends`, when it is not Jink 1's layout. */
  layout: string | undefined;
  /** Whether there is a document around the body, the template's own or Jink 1's layout. */
  isWhole: boolean;
  /** Definitions and code that stand before everything. */
  before: JadeLine[];
  title: JadeLine[];
  head: JadeLine[];
  body: JadeLine[];
  /** Further blocks of a layout of the author's. */
  blocks: JadeLine[];
}

/** Gives the text of a file that the template includes or extends. */
export type ReadBeside = (path: string) => string | undefined;

/** Mixins that Jink brings, whoever defines them here. */
const OWN_MIXIN = /^mixin\s+(?:container|row|columns?|fullWidthRow|blockGrid|button)\b/;

const FRAMEWORK_LINK = /^link\b.*(?:\bink|style|example|intro)\.css/;

const KEPT_META = /name="?(?:viewport|format-detection)|charset|http-equiv/i;

/** Takes a template apart into what the layout's blocks get. */
export function readDocument(lines: readonly JadeLine[], readBeside: ReadBeside): JadeDocument {
  const document: JadeDocument = {
    layout: undefined,
    isWhole: false,
    before: [],
    title: [],
    head: [],
    body: [],
    blocks: [],
  };
  for (const line of lines) {
    const extended = /^extends\s+(.+)$/.exec(line.text)?.[1];
    const block = /^(?:block\s+)?(?:append\s+|prepend\s+)?(\w+)$/.exec(line.text)?.[1];
    if (extended) {
      document.isWhole = true;
      if (!isJinksLayout(extended, readBeside)) document.layout = withoutExtension(extended);
    } else if (isMixinsInclude(line.text, readBeside) || (OWN_MIXIN.test(line.text) && line.children.length > 0)) {
    } else if (/^(?:block|append|prepend)\s/.test(line.text) && block && document.isWhole) {
      if (block === 'body' || block === 'content') document.body.push(...line.children);
      else if (block === 'extensible' || block === 'head') readHead(document, line.children);
      else document.blocks.push(line);
    } else if (line.text === 'doctype html') {
    } else if (/^html\b/.test(line.text)) {
      document.isWhole = true;
      readHtml(document, line.children);
    } else if (/^(?:mixin\s|-|include\s)/.test(line.text) || (document.isWhole && document.layout !== undefined)) {
      document.before.push(withIncludePath(line));
    } else {
      document.body.push(...withoutShell(line));
    }
  }
  return { ...document, body: document.body.map(withIncludes) };
}

/** A document with places for other templates to fill in stays one: they extend it. */
export function isLayout(lines: readonly JadeLine[]): boolean {
  const html = lines.find(({ text }) => /^html\b/.test(text));
  return html !== undefined && !lines.some(({ text }) => /^extends\s/.test(text)) && holdsBlock(html);
}

/** Whether a file is a part of other templates: a layout, or lines without a document that they include. */
export function isPart(lines: readonly JadeLine[]): boolean {
  return isLayout(lines) || !lines.some(({ text }) => /^(?:extends\s|html\b|table\.body\b)/.test(text));
}

function holdsBlock({ children }: JadeLine): boolean {
  return children.some((child) => !child.isVerbatim && (/^block\s+\w/.test(child.text) || holdsBlock(child)));
}

/** A layout without links to Ink's sheet, with the viewport that Jink 1 mistyped, and without Jink's mixins. */
export function repairHead(lines: readonly JadeLine[]): JadeLine[] {
  return lines.flatMap((line) => {
    if (line.isVerbatim) return [line];
    if (FRAMEWORK_LINK.test(line.text) || /^include\s+\S*mixins?(?:\.jade|\.pug)?$/.test(line.text)) return [];
    if (OWN_MIXIN.test(line.text) && line.children.length > 0) return [];
    const text = /^meta\b.*http-equiv/i.test(line.text) ? 'meta(charset="utf-8")' : line.text;
    return [{ ...withIncludePath({ ...line, text }), children: repairHead(line.children) }];
  });
}

function readHtml(document: JadeDocument, lines: readonly JadeLine[]): void {
  for (const line of lines) {
    if (/^head\b/.test(line.text)) readHead(document, line.children);
    else if (/^body\b/.test(line.text)) document.body.push(...line.children.flatMap(withoutShell));
    else document.body.push(line);
  }
}

function readHead(document: JadeDocument, lines: readonly JadeLine[]): void {
  for (const line of lines) {
    const title = /^title\b(.*)$/.exec(line.text)?.[1];
    if (title !== undefined) document.title.push(...titleLines(title, line));
    else if (
      /^link\b.*(?:\bink|style|example|intro)\.css/.test(line.text) ||
      (/^meta\b/.test(line.text) && KEPT_META.test(line.text))
    )
      continue;
    else if (/^block\s+\w+$/.test(line.text)) document.head.push(...line.children);
    else document.head.push(line);
  }
}

function titleLines(title: string, line: JadeLine): JadeLine[] {
  const text = title.trim();
  if (text.startsWith('=')) return [{ ...line, text: title.trim(), children: [] }];
  return [
    ...(text && text !== '.' ? [{ ...line, text: `| ${text}`, children: [] }] : []),
    ...line.children.map((child) => ({
      ...child,
      text: child.isVerbatim ? `| ${child.text.trim()}` : child.text,
      isVerbatim: false,
    })),
  ];
}

/** `table.body > tr > td.center > center`: the layout brings it. */
function withoutShell(line: JadeLine): JadeLine[] {
  let inner = line;
  for (const step of [/^table\.body\b/, /^tr$/, /^td\.center\b/, /^center$/]) {
    if (!step.test(inner.text)) return [line];
    if (step.source.startsWith('^center')) return inner.children;
    if (inner.children.length !== 1) return [line];
    inner = inner.children[0]!;
  }
  return [line];
}

function isJinksLayout(path: string, readBeside: ReadBeside): boolean {
  const text = readBeside(withJade(path));
  if (text === undefined) return /(?:^|\/)layout(?:\.jade|\.pug)?$/.test(path);
  return (
    /table\.body/.test(text) && /block\s+body/.test(text) && !/\+(?:container|row|columns?|fullWidthRow)\b/.test(text)
  );
}

function isMixinsInclude(text: string, readBeside: ReadBeside): boolean {
  const path = /^include\s+(.+)$/.exec(text)?.[1];
  if (path === undefined) return false;
  const included = readBeside(withJade(path));
  return included === undefined
    ? /mixins?(?:\.jade|\.pug)?$/.test(path)
    : /^mixin\s+(?:columns|container|row)\b/m.test(included);
}

function withIncludes(line: JadeLine): JadeLine {
  return { ...withIncludePath(line), children: line.children.map(withIncludes) };
}

function withIncludePath(line: JadeLine): JadeLine {
  if (line.isVerbatim) return line;
  return { ...line, text: line.text.replace(/^(include\s+.+)\.jade$/, '$1') };
}

function withoutExtension(path: string): string {
  return path.trim().replace(/\.jade$/, '');
}

function withJade(path: string): string {
  return /\.\w+$/.test(path.trim()) ? path.trim() : `${path.trim()}.jade`;
}
