import { hasMergeTag } from '../document/merge-tags.js';
import type { Rule } from '../model/rule.js';
import { isForWord } from './reading/word.js';
import { writtenStyle } from './reading/written-style.js';

const GENERIC =
  /^(serif|sans-serif|monospace|cursive|fantasy|system-ui|ui-\w+(-\w+)?|inherit|initial|unset|-apple-system|BlinkMacSystemFont)$/i;

const INSTALLED =
  /^(arial|helvetica|helvetica neue|verdana|tahoma|trebuchet ms|georgia|times|times new roman|courier|courier new|segoe ui|calibri|cambria|lucida (sans|grande|console)|impact|palatino|garamond|menlo|consolas|monaco)$/i;

export const webfontFallback: Rule = {
  id: 'webfont-fallback',
  severity: 'warning',
  summary: 'After a font of its own, an email names one that everybody has.',
  why: 'Gmail, Yahoo and Outlook load no fonts (caniemail.com, @font-face). Without a common font behind it, readers get Times New Roman; and older Outlooks fall back to it anyhow unless a conditional style names another, which Jink adds for fonts it finds in the styles.',
  examples: {
    good: [
      'p(style="font-family: Inter, Arial, sans-serif") Hello',
      'style.\n  @font-face { font-family: Inter; src: url(https://example.com/inter.woff2) }\n  .a { font-family: Inter, Arial, sans-serif }\np.a Hello',
    ],
    bad: [
      'p(style="font-family: Inter") Hello',
      'style.\n  .a { font: 16px/24px "Brand Sans" }\np.a Hello',
      '<html lang="en"><head><style>@font-face{font-family:Inter;src:url(https://example.com/i.woff2)}</style></head><body><p style="font-family:Inter,Arial">Hello</p></body></html>',
    ],
  },
  check(email, document, report) {
    const { html } = email;
    const loads = [...html.matchAll(/@font-face|fonts\.googleapis\.com/gi)].find(({ index }) =>
      isForWord(document, { start: index, end: index }),
    );
    if (loads && !/<!--\[if [^\]]*mso[^\]]*\]>(?:(?!<!\[endif\])[\s\S])*font-family/i.test(html))
      report({
        message: 'Older Outlooks show Times New Roman where a font is loaded.',
        hint: 'Name a font for them: <!--[if mso]><style>td,p,a{font-family:Arial,sans-serif !important}</style><![endif]-->',
        at: loads.index,
      });
    const told = new Set<string>();
    for (const element of document.elements) {
      if (!isForWord(document, element)) continue;
      const declared = email.declarationsOf(element).findLast(({ property }) => /^font(-family)?$/.test(property));
      if (declared && hasMergeTag(declared.value)) continue;
      const families = declared && familiesOf(declared.property, declared.value);
      if (!families?.length || families.some((name) => GENERIC.test(name) || INSTALLED.test(name))) continue;
      const list = families.join(', ');
      const written = writtenStyle(email, element, 'font-family');
      if (told.has(list) || written?.isOwn) continue;
      told.add(list);
      report({
        message: `"${list}" has no font behind it that everybody has.`,
        hint: `Write: ${list}, Arial, sans-serif`,
        at: element,
        attribute: 'style',
        place: written?.place,
        trail: written?.trail,
      });
    }
  },
};

function familiesOf(property: string, value: string): string[] {
  const list = property === 'font' ? (/[\d.]+(?:px|pt|r?em|%)(?:\s*\/\s*\S+)?\s+(.*)$/.exec(value)?.[1] ?? '') : value;
  return list
    .split(',')
    .map((name) => name.trim().replace(/^(&quot;|["'])|(&quot;|["'])$/g, ''))
    .filter(Boolean);
}
