import { readDeclarations } from '../../document/css-text.js';
import { attribute, firstNamed, hasClass } from '../../document/find.js';
import type { Element } from '../../model/document.js';
import type { Reading } from './reading.js';

/** What the layout's own elements were given in style attributes, as a rule of the head. */
export function shellRules(reading: Reading): string {
  const { document } = reading;
  const body = firstNamed(document, 'body');
  const table = document.elements.find((element) => element.name === 'table' && hasClass(element, 'body'));
  const declarations = new Map<string, string>();
  for (const element of [body, table]) {
    if (!element) continue;
    for (const [name, value] of declarationsOf(reading, element)) {
      if (name.startsWith('background')) declarations.delete('background-color');
      declarations.set(name, value);
    }
  }
  if (declarations.size === 0) return '';
  const list = [...declarations].map(([name, value]) => `${name}: ${value}`).join('; ');
  return `body, .body { ${list}; }`;
}

/** How the page is laid out is the layout's business; its colours and fonts are the author's. */
const OF_AUTHOR = /^(background|color|font|line-height|letter-spacing|direction)/;

function declarationsOf(reading: Reading, element: Element): [string, string][] {
  const background = attribute(element, 'bgcolor');
  const style = reading.ownStyle(element, attribute(element, 'style') ?? '');
  return [
    ...(background && !/^#?f{3,6}$/i.test(background) ? [['background-color', background] as [string, string]] : []),
    ...readDeclarations(style)
      .filter(({ property }) => OF_AUTHOR.test(property))
      .map(({ property, value }) => [property, value] as [string, string]),
  ];
}
