import fc from 'fast-check';
import juice from 'juice';
import { expect, test } from 'vitest';
import { cascade, stylesOf } from '../dist/compile/declarations.js';
import { attribute } from '../dist/document/find.js';
import { parse } from '../dist/document/parse.js';
import { inlineCss } from '../dist/index.js';
import { plainDocument } from './support/generated-html.js';

/** Where juice is right, every element gets the same declarations from us. */

/** What each element of a document says, element by element: the declarations that count, by property. */
function stylesIn(html: string): Record<string, string>[] {
  return parse(html)
    .elements.filter(({ name }) => !/^(head|style)$/.test(name))
    .map((element) => {
      const declarations = attribute(element, 'style') === undefined ? [] : stylesOf(element);
      // Both leave in what a later declaration makes void, each in its own cases.
      const counting = cascade(declarations.map((declaration) => [declaration]));
      return Object.fromEntries(
        counting
          .map(({ property, value }) => [property, value.replace(/["']/g, "'").replace(/,\s+/g, ',')] as const)
          .toSorted(([a], [b]) => (a < b ? -1 : 1)),
      );
    });
}

test('the declarations of every element are those of juice', () => {
  let compared = 0;
  fc.assert(
    fc.property(plainDocument, (html) => {
      const ours = stylesIn(inlineCss(html));
      const theirs = stylesIn(
        juice(html, {
          decodeStyleAttributes: true,
          applyAttributesTableElements: false,
          applyWidthAttributes: false,
          applyHeightAttributes: false,
        }),
      );
      compared += ours.filter((style) => Object.keys(style).length > 0).length;
      expect(ours).toEqual(theirs);
    }),
    { seed: 20260117, numRuns: 300 },
  );
  expect(compared).toBeGreaterThan(1000);
});
