import { closest } from '../document/find.js';
import type { Element } from '../model/document.js';
import type { CheckedEmail, Report, Rule } from '../model/rule.js';
import { contrastOf, layOver, writeColor } from './reading/color.js';
import {
  backgroundOf,
  darkStyles,
  fontSizeOf,
  isBold,
  opacityOf,
  type StylesOf,
  textColorOf,
} from './reading/computed.js';
import { visibleTexts } from './reading/texts.js';
import { wordElements } from './reading/word.js';
import { writtenStyle } from './reading/written-style.js';

export const contrast: Rule = {
  id: 'contrast',
  severity: 'warning',
  oncePerPlace: true,
  summary: 'Text stands out from what is behind it, in light and in dark.',
  why: 'Below 4.5 to 1 (3 to 1 for large text) many cannot read it, and nobody in the sun (WCAG 1.4.3). Computed from the inlined styles with the real background behind the text, and once more with the rules for dark mode. Text on images is not judged.',
  examples: {
    good: [
      'p(style="color: #444444") Hello',
      '<p style="color:#000000;opacity:0.8">Hello</p>',
      'h1(style="color: #767676") Your week',
    ],
    bad: [
      'p(style="color: #999999") Hello',
      'div(style="opacity: 0.3")\n  p(style="color: #000000") Hello',
      '<div bgcolor="#000000"><p style="color:#eeeeee">Only tables and the body know bgcolor</p></div>',
      '+panel(style="background-color: #eeeeee")\n  p(style="color: #cccccc") Hello',
      'style.\n  @media (prefers-color-scheme: dark) { .sheet { background-color: #eeeeee } }\ntable.sheet(role="presentation")\n  tr\n    td(style="color: #222222") Hello',
    ],
  },
  check(email, _document, report) {
    const told = new Set<Element>();
    judge(email, (element) => email.declarationsOf(element), '', told, report);
    const dark = darkStyles(email);
    // Where dark mode is all Jink's doing, nothing that the author wrote is wrong as such.
    const tell: Report = (finding) => report(dark?.isOwn ? { ...finding, severity: 'warning' } : finding);
    if (dark) judge(email, dark.stylesOf, ' in dark mode', told, tell);
  },
};

function judge(email: CheckedEmail, stylesOf: StylesOf, where: string, told: Set<Element>, report: Report): void {
  const forWord = new Set(wordElements(email.document));
  for (const { node, says } of visibleTexts(email)) {
    const element = node.parent;
    // Rules, dots and arrows are pictures rather than text.
    if (told.has(element) || forWord.has(element) || !/[\p{L}\p{N}]/u.test(says)) continue;
    const color = textColorOf(stylesOf, element);
    const behind = backgroundOf(stylesOf, element);
    const opacity = opacityOf(stylesOf, element);
    if (!color || !behind || opacity === 0) continue;
    const seen = layOver({ ...color, a: color.a * opacity }, behind);
    const ratio = contrastOf(seen, behind);
    const size = fontSizeOf(stylesOf, element);
    const isLarge = size >= 24 || (size >= 18.66 && isBold(stylesOf, element));
    const enough = isLarge ? 3 : 4.5;
    if (ratio >= enough) continue;
    told.add(element);
    const colors = `${writeColor(seen)} on ${writeColor(behind)}`;
    const excerpt = says.length > 30 ? `${says.slice(0, 29)}…` : says;
    report({
      severity: ratio < (isLarge ? 2 : 3) ? 'error' : 'warning',
      message: `"${excerpt}" has a contrast of ${writeRatio(ratio, enough)} to 1${where}: ${colors}.`,
      hint: `Make it ${enough} to 1 or more${whereToChange(email, element, where !== '')}.`,
      at: node,
    });
  }
}

/** What is nearly enough is not rounded up to it: 4.48 is no 4.5. */
function writeRatio(ratio: number, enough: number): string {
  const written = ratio.toFixed(1);
  return Number(written) < enough ? written : (Math.floor(ratio * 100) / 100).toFixed(2);
}

/** Links and buttons that nobody gave a colour have Jink's: that is changed in one place. */
function whereToChange(email: CheckedEmail, element: Element, isDark: boolean): string {
  const link = element.name === 'a' ? element : closest(element, ({ name }) => name === 'a');
  if (!link) return '';
  const isColored = (each: Element) => email.declarationsOf(each).some(({ property }) => property === 'color');
  const colored = isColored(element) ? element : closest(element, isColored);
  const written = isDark
    ? email.styles.findLast(
        (style) =>
          style.around.some((at) => /prefers-color-scheme:\s*dark/i.test(at)) &&
          style.declarations.some(({ property }) => property === 'color') &&
          style.selectors.some((selector) => email.matches(selector, link)),
      )
    : colored && writtenStyle(email, colored, 'color');
  if (!written?.isOwn) return '';
  return isDark
    ? ': in dark mode a link has the colour $dark-primary, unless a rule for dark mode gives it another'
    : ', as with another $primary in styles/email.scss';
}
