import { type CssBlock, type CssDeclaration, readCss, withoutComments } from '../../document/css-text.js';

/** A rule or an at-rule of a style sheet, with its text as written. */
export interface CssRule {
  /** `@media …` around it, without the `@media`; '' outside of any. */
  media: string;
  selectors: string[];
  declarations: readonly CssDeclaration[];
  /** As written, without comments. */
  text: string;
  /** An at-rule with anything else in it than rules, such as `@font-face`; it has no selectors. */
  isOther?: boolean;
}

/** The rules of a sheet in their order. What is no CSS is left out. */
export function readRules(css: string): CssRule[] {
  // Sheets of old stand in a comment of HTML.
  const written = css.replace(/<!--|-->/g, '');
  return readCss(written).blocks.flatMap((block) => rulesOf(written, block, ''));
}

function rulesOf(css: string, block: CssBlock, media: string): CssRule[] {
  const { name, prelude, blocks, declarations } = block;
  if (name === 'media') return blocks.flatMap((inner) => rulesOf(css, inner, prelude));
  const isStatement = css[block.open] !== '{';
  if (isStatement && name !== 'import') return [];
  const text = textOf(css, block, isStatement);
  if (name !== undefined) return [{ media, selectors: [], declarations: [], text, isOther: true }];
  return [{ media, selectors: selectorsOf(prelude), declarations: declarations.filter(saysSomething), text }];
}

export function saysSomething({ property, value }: CssDeclaration): boolean {
  return property !== '' && value !== '';
}

/** The last rule of a sheet that was cut off gets its brace. */
function textOf(css: string, { start, end }: CssBlock, isStatement: boolean): string {
  const text = withoutComments(css.slice(start, end)).trim();
  return isStatement || text.endsWith('}') ? text : `${text} }`;
}

/** A list of selectors, not cut inside of quotes and brackets. */
function selectorsOf(prelude: string): string[] {
  const parts = prelude.match(/(?:[^,"'([]|"[^"]*"|'[^']*'|\([^()]*\)|\[[^\]]*\]|["'([])+/g) ?? [];
  return parts.map((part) => part.trim()).filter(Boolean);
}
