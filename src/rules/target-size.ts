import { attribute, childElements } from '../document/find.js';
import type { Element } from '../model/document.js';
import type { CheckedEmail, Declaration, Rule } from '../model/rule.js';
import { fontSizeOf, own } from './reading/computed.js';
import { isInvisible, textOf } from './reading/texts.js';

export const targetSize: Rule = {
  id: 'target-size',
  severity: 'warning',
  summary: 'What one taps is at least 24 pixels wide and high.',
  why: 'Fingers miss smaller targets (WCAG 2.5.8). Links within a sentence are exempt, icons and buttons are not.',
  options: { pixels: 24 },
  examples: {
    good: [
      "+button('Open')(href='https://example.com/')",
      '<a href="https://example.com/"><img src="https://example.com/a.png" alt="Example" width="32" height="32"></a>',
    ],
    bad: [
      '<a href="https://example.com/"><img src="https://example.com/a.png" alt="Example" width="16" height="16"></a>',
      'a(href="https://example.com/" style="display: block; font-size: 12px; line-height: 14px; width: 200px") Open the report',
    ],
  },
  check(email, document, report) {
    const { pixels = 24 } = email.limits(targetSize);
    for (const link of document.elements) {
      if (link.name !== 'a' || attribute(link, 'href') === undefined || email.isOwn(link)) continue;
      if (isInvisible(email, link)) continue;
      const size = sizeOf(email, link);
      if (!size || Math.min(size.width, size.height) >= pixels) continue;
      const shown = Number.isFinite(size.width) ? `${size.width} × ${size.height}` : `${size.height}`;
      report({
        message: `This link is ${shown} pixels ${Number.isFinite(size.width) ? 'small' : 'high'}.`,
        hint: `Make it ${pixels} or more in both directions.`,
        at: link,
      });
    }
  },
};

/** Undefined for links in running text and for sizes that nobody can tell. */
function sizeOf(email: CheckedEmail, link: Element): { width: number; height: number } | undefined {
  const styles = email.declarationsOf(link);
  const [only, ...more] = childElements(link);
  const text = textOf(email.document, link)
    .replace((only && attribute(only, 'alt')) ?? '', '')
    .trim();
  const padding = verticalPadding(styles);
  if (only?.name === 'img' && more.length === 0 && text === '') {
    const [width, height] = ['width', 'height'].map((name) => Number(attribute(only, name) ?? Number.NaN));
    return width && height ? { width: width + padding, height: height + padding } : undefined;
  }
  if (!/^(inline-)?block$/.test(own(styles, 'display') ?? '')) return undefined;
  const lineHeight = own(styles, 'line-height') ?? /\/\s*([\d.]+px)/.exec(own(styles, 'font') ?? '')?.[1];
  const line = lineHeight?.endsWith('px')
    ? Number.parseFloat(lineHeight)
    : fontSizeOf((each) => email.declarationsOf(each), link) * (Number(lineHeight) || 1.2);
  return { width: Number.POSITIVE_INFINITY, height: Math.round(line + padding) };
}

/** Of top and bottom together, in pixels. */
function verticalPadding(styles: readonly Declaration[]): number {
  const [top = 0, , bottom = top] = (own(styles, 'padding') ?? '')
    .split(/\s+/)
    .map((part) => Number.parseFloat(part) || 0);
  const single = (side: string, otherwise: number) =>
    Number.parseFloat(own(styles, `padding-${side}`) ?? '') || otherwise;
  return single('top', top) + single('bottom', bottom);
}
