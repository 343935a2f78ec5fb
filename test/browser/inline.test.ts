import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inlineCss } from '../../dist/index.js';
import { startChromium } from '../support/chromium.js';
import { COMPARED, generatedDocument } from '../support/generated-html.js';

/** A browser shows a document the same before and after inlining: every element, by its computed style. */
let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await startChromium();
  page = await browser.newPage();
  await page.setContent('<iframe></iframe>');
});
afterAll(() => browser.close());

/** What differs between two documents, element by element. */
function compare(before: string, after: string): Promise<string[]> {
  return page.evaluate(
    ([first, second, properties]) => {
      const read = (html: string) => {
        const target = document.querySelector('iframe')!.contentDocument!;
        target.open();
        target.write(html);
        target.close();
        const elements = [target.documentElement, target.body, ...target.body.querySelectorAll('*')];
        return elements.map((element) => {
          const style = target.defaultView!.getComputedStyle(element);
          return { element, values: properties.map((property) => style.getPropertyValue(property)) };
        });
      };
      const one = read(first).map(({ element, values }) => ({ name: element.outerHTML.slice(0, 60), values }));
      const other = read(second);
      if (one.length !== other.length) return [`${one.length} elements became ${other.length}`];
      return one.flatMap(({ name, values }, i) =>
        properties.flatMap((property, at) =>
          values[at] === other[i]!.values[at]
            ? []
            : [`${name}: ${property} was ${values[at]}, is ${other[i]!.values[at]}`],
        ),
      );
    },
    [before, after, COMPARED] as const,
  );
}

test('the computed style of every element is the same', async () => {
  let styled = 0;
  await fc.assert(
    fc.asyncProperty(generatedDocument, async (html) => {
      const inlined = inlineCss(html);
      if (inlined.includes('style="')) styled++;
      expect(await compare(html, inlined), inlined).toEqual([]);
    }),
    { seed: 20260117, numRuns: 300 },
  );
  expect(styled).toBeGreaterThan(225);
});

test('the comparison notices what an inliner gets wrong', async () => {
  const html = '<!DOCTYPE html><style>p { color: red } .a { color: blue }</style><p class="a">a</p>';
  expect(await compare(html, inlineCss(html))).toEqual([]);
  expect(await compare(html, inlineCss(html).replace('blue', 'red'))).toEqual(
    [
      '<p class="a">a</p>: color was rgb(0, 0, 255), is rgb(255, 0, 0)',
      ...['top', 'right', 'bottom', 'left'].map(
        (side) => `<p class="a">a</p>: border-${side}-color was rgb(0, 0, 255), is rgb(255, 0, 0)`,
      ),
    ].toSorted((a, b) => COMPARED.indexOf(a.split(' ')[3]!) - COMPARED.indexOf(b.split(' ')[3]!)),
  );
});
