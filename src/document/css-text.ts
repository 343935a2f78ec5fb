/*
 * CSS as its own source text, as `parse` reads HTML: blocks and declarations with their offsets, for those who change a
 * few of them and print the rest as it is. Any text can be read, in time that grows with its length.
 */

export interface CssBlock {
  /** The at-rule's name in lower case; none for a rule with selectors. */
  name?: string;
  /** The selectors or the at-rule's condition, without comments. */
  prelude: string;
  start: number;
  /** Offset of `{`; of `;` for an at-rule without a block. */
  open: number;
  end: number;
  blocks: CssBlock[];
  declarations: CssDeclaration[];
}

export interface CssDeclaration {
  /** In lower case but for custom properties. */
  property: string;
  value: string;
  important: boolean;
  /** With the semicolon, where there is one. */
  start: number;
  end: number;
}

/** The sheet as a block without a prelude. */
export function readCss(css: string): CssBlock {
  const root = newBlock('', 0, -1);
  const open = [root];
  let from = 0;
  const finish = (end: number, after: number) => {
    const text = css.slice(from, end);
    const block = open.at(-1)!;
    if (/^(?:\s|\/\*[\s\S]*?\*\/)*@/.test(text)) block.blocks.push({ ...newBlock(text, from, end), end: after });
    else {
      const declaration = readDeclaration(text, from, after);
      if (declaration) block.declarations.push(declaration);
    }
    from = after;
  };
  for (const { sign, at } of signsOf(css)) {
    if (sign === ';') finish(at, at + 1);
    else if (sign === '{') {
      const block = newBlock(css.slice(from, at), from, at);
      open.at(-1)!.blocks.push(block);
      open.push(block);
      from = at + 1;
    } else if (open.length > 1) {
      finish(at, at);
      open.pop()!.end = at + 1;
      from = at + 1;
    } else from = at + 1;
  }
  finish(css.length, css.length);
  for (const block of open) block.end = css.length;
  return root;
}

/** The declarations of a `style` attribute, whose entities are decoded. */
export function readDeclarations(style: string): CssDeclaration[] {
  const declarations: CssDeclaration[] = [];
  let from = 0;
  const finish = (end: number, after: number) => {
    const declaration = readDeclaration(style.slice(from, end), from, after);
    if (declaration) declarations.push(declaration);
    from = after;
  };
  for (const { sign, at } of signsOf(style)) if (sign === ';') finish(at, at + 1);
  finish(style.length, style.length);
  return declarations;
}

export function printDeclarations(declarations: readonly Pick<CssDeclaration, 'property' | 'value' | 'important'>[]) {
  return declarations
    .map(({ property, value, important }) => `${property}:${value}${important ? ' !important' : ''}`)
    .join(';');
}

/** Each block with those in it, outermost first. */
export function* blocksIn(block: CssBlock): Generator<CssBlock> {
  const waiting = [...block.blocks].reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next;
    for (const inner of next.blocks.toReversed()) waiting.push(inner);
  }
}

const STEP =
  /\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"\\\n]|\\[\s\S])*(?:"|\n|$)|'(?:[^'\\\n]|\\[\s\S])*(?:'|\n|$)|url\(\s*(?!["'\s])(?:[^)\\]|\\[\s\S])*(?:\)|$)|\\[\s\S]?|[(){}[\];]/gi;

/** The signs that divide CSS, without those in comments, strings, addresses and brackets. */
function* signsOf(css: string): Generator<{ sign: string; at: number }> {
  let depth = 0;
  for (const { 0: sign, index } of css.matchAll(STEP)) {
    if (sign === '(' || sign === '[') depth++;
    else if (sign === ')' || sign === ']') depth = Math.max(0, depth - 1);
    else if (depth === 0 && (sign === ';' || sign === '{' || sign === '}')) yield { sign, at: index };
  }
}

function newBlock(written: string, start: number, open: number): CssBlock {
  const text = withoutComments(written).trim();
  const [at, name] = /^@([\w-]*)/.exec(text) ?? [];
  return {
    ...(name !== undefined && { name: name.toLowerCase() }),
    prelude: at === undefined ? text : text.slice(at.length).trim(),
    start: start + (/^\s*/.exec(written)?.[0].length ?? 0),
    open,
    end: open,
    blocks: [],
    declarations: [],
  };
}

function readDeclaration(written: string, start: number, end: number): CssDeclaration | undefined {
  const text = withoutComments(written);
  const colon = text.indexOf(':');
  if (colon === -1) return undefined;
  const property = text.slice(0, colon).trim();
  const [, value = '', important] = /^([\s\S]*?)(!\s*important)?$/i.exec(text.slice(colon + 1).trim()) ?? [];
  return {
    property: property.startsWith('--') ? property : property.toLowerCase(),
    value: value.trim(),
    important: important !== undefined,
    start: start + (/^\s*/.exec(written)?.[0].length ?? 0),
    end,
  };
}

/** CSS without its comments; strings that look like one stay. */
export function withoutComments(css: string): string {
  if (!css.includes('/*')) return css;
  return css.replace(
    /("(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?)|\/\*[\s\S]*?(?:\*\/|$)/g,
    (_, text) => text ?? ' ',
  );
}
