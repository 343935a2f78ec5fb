/** A line of Jade with the lines below it. */
export interface JadeLine {
  text: string;
  /** From 1. */
  line: number;
  children: JadeLine[];
  /** Text as it is: below a dot, a comment, a filter. */
  isVerbatim?: boolean;
  /** An empty line stood before it. */
  isApart?: boolean;
}

interface Open {
  indent: number;
  node: JadeLine;
}

/** No email is nested deeper. */
export const DEEPEST = 250;

/** The lines of a source by their indentation; brackets that span lines are one line. Undefined when they nest too deep. */
export function readJade(source: string): JadeLine[] | undefined {
  const root: JadeLine = { text: '', line: 0, children: [] };
  const stack: Open[] = [{ indent: -1, node: root }];
  const lines = source.split(/\r\n|\r|\n/);
  let isApart = false;
  let verbatim: { indent: number; node: JadeLine } | undefined;
  for (let i = 0; i < lines.length; i++) {
    const whole = lines[i]!.replace(/^\t+/, (tabs) => '  '.repeat(tabs.length));
    // Blanks at the end of a line of text stand between it and what follows.
    const written = /^\s*\|/.test(whole) ? whole : whole.trimEnd();
    const indent = written.search(/\S/);
    if (verbatim) {
      if (indent === -1 || indent > verbatim.indent) {
        verbatim.node.children.push({ text: written, line: i + 1, children: [], isVerbatim: true });
        continue;
      }
      isApart = trimBlank(verbatim.node.children);
      verbatim = undefined;
    }
    if (indent === -1) {
      isApart = true;
      continue;
    }
    const line = i + 1;
    let text = written.trimStart();
    while (i + 1 < lines.length && isOpen(text)) {
      i++;
      text = `${text} ${lines[i]!.trim()}`;
    }
    while (stack.at(-1)!.indent >= indent) stack.pop();
    const node: JadeLine = { text, line, children: [], ...(isApart && { isApart }) };
    isApart = false;
    stack.at(-1)!.node.children.push(node);
    stack.push({ indent, node });
    if (stack.length > DEEPEST) return undefined;
    if (beginsText(text)) verbatim = { indent, node };
  }
  if (verbatim) trimBlank(verbatim.node.children);
  return root.children;
}

/** Whether an attribute list goes on in the next line. */
function isOpen(text: string): boolean {
  if (!/^[\w.#+%][^\s]*\(/.test(text) || /^(\/\/|\||<)/.test(text)) return false;
  const start = text.indexOf('(');
  let quote = '';
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text[at]!;
    if (quote) {
      if (char === '\\') at++;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'" || char === '`') quote = char;
    else if (char === '(') depth++;
    else if (char === ')' && --depth === 0 && text[at + 1] !== '(') return false;
  }
  return depth > 0;
}

function beginsText(text: string): boolean {
  if (/^\/\//.test(text) || /^:[\w-]+/.test(text)) return true;
  if (/^(style|script)\b[^=]*$/.test(text) && !/^(style|script)[^(]*\([^)]*\bsrc=/.test(text)) return true;
  return /^[\w.#][\w.#:-]*(\(.*\))?\.$/.test(text) || text === '.';
}

/** Takes the empty lines at the end away, and tells whether there were any. */
function trimBlank(lines: JadeLine[]): boolean {
  const { length } = lines;
  while (lines.length > 0 && lines.at(-1)!.text.trim() === '') lines.pop();
  return lines.length < length;
}

/** The lines as Pug, two blanks a level. */
export function printJade(lines: readonly JadeLine[], depth = 0): string[] {
  const indent = '  '.repeat(depth);
  return lines.flatMap((line, i) => {
    const texts = line.children.filter(({ isVerbatim }) => isVerbatim);
    const shared = Math.min(...texts.filter(({ text }) => text.trim()).map(({ text }) => text.search(/\S/)));
    const below = line.children.flatMap((child) => {
      if (!child.isVerbatim) return printJade([child], depth + 1);
      return child.text.trim() ? [`${indent}  ${child.text.slice(shared)}`] : [''];
    });
    return [...(line.isApart && i > 0 ? [''] : []), `${indent}${line.text}`, ...below];
  });
}
