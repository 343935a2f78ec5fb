import { expect, test } from 'vitest';
import {
  appendTo,
  insertAfter,
  insertBefore,
  insertElement,
  prependTo,
  print,
  remove,
  removeAttribute,
  rename,
  replaceNode,
  setAttribute,
  wrap,
} from '../../dist/document/edit.js';
import { childElements, firstNamed } from '../../dist/document/find.js';
import { parse } from '../../dist/document/parse.js';
import type { Comment, Document, Element } from '../../dist/model/document.js';

/** Prints `html` after `change` was made to the document and to its elements of the names p and b. */
function edited(html: string, change: (document: Document, p: Element, b: Element) => void): string {
  const document = parse(html);
  change(document, firstNamed(document, 'p')!, firstNamed(document, 'b')!);
  return print(document);
}

test('what nobody edits is printed as written', () => {
  const html = `<!doctype html><P Class='a' hidden  >a<br>b<td>c<!-- d --></p>\r\n{{#if e}}<b f=g>{{/if}}`;
  expect(edited(html, () => {})).toBe(html);
});

test('edits at one offset nest as their elements do', () => {
  const all = edited('<p><b>x</b></p>', (document, p, b) => {
    insertAfter(document, b, '[after b]');
    appendTo(document, b, '[last in b]');
    const outer = wrap(document, p, [b], 'u');
    insertBefore(document, b, '[before b]');
    prependTo(document, b, '[first in b]');
    const inner = wrap(document, outer, [b], 'i');
    insertBefore(document, inner, '[before i]');
    insertAfter(document, inner, '[after i]');
    prependTo(document, p, '[first in p]');
    appendTo(document, p, '[last in p]');
  });
  expect(all).toBe(
    '<p>[first in p]<u>[before i]<i>[before b]<b>[first in b]x[last in b]</b>[after b]</i>[after i]</u>[last in p]</p>',
  );
});

test('the end of one element comes before the start of the next', () => {
  const both = edited('<p></p><b></b>', (document, p, b) => {
    insertBefore(document, b, '[before b]');
    insertAfter(document, p, '[after p]');
    wrap(document, document.root, [b], 'i');
    wrap(document, document.root, [p], 'u');
  });
  expect(both).toBe('<u><p></p>[after p]</u><i>[before b]<b></b></i>');
});

test('the first in an empty element stands before the last', () => {
  const empty = edited('<p></p>', (document, p) => {
    appendTo(document, p, '[last]');
    prependTo(document, p, '[first]');
  });
  expect(empty).toBe('<p>[first][last]</p>');
});

test('elements around a node that is removed stay', () => {
  const removed = edited('<p><b>x</b>y</p>', (document, p, b) => {
    wrap(document, p, [...p.children], 'i');
    remove(document, b);
    expect(document.elements.map(({ name }) => name)).toEqual(['p', 'i']);
  });
  expect(removed).toBe('<p><i>y</i></p>');
});

test('added elements without content nest, and stand where they were put', () => {
  const nested = edited('<p></p>', (document, p) => {
    const outer = wrap(document, p, [], 'u', { class: 'a' });
    wrap(document, wrap(document, outer, [], 'i'), [], 's');
  });
  expect(nested).toBe('<p><u class="a"><i><s></s></i></u></p>');

  const placed = edited('<p><b>x</b></p>', (document, p, b) => {
    const around = wrap(document, p, [b], 'div');
    insertElement(document, b, 'i');
    insertBefore(document, b, '[before b]');
    insertAfter(document, b, '[after b]');
    wrap(document, around, [], 'u');
  });
  expect(placed).toBe('<p><div><i></i>[before b]<b>x</b>[after b]<u></u></div></p>');
});

test('elements are listed in the order of their start tags', () => {
  edited('<p><b>x</b></p>', (document, p, b) => {
    const outer = wrap(document, p, [b], 'u');
    wrap(document, outer, [b], 'i');
    expect(document.elements.map(({ name }) => name)).toEqual(['p', 'u', 'i', 'b']);
  });
});

test('elements in a conditional comment are wrapped and removed there', () => {
  const inComment = '<p>a<!--[if mso]><b>x</b><s>y</s><![endif]-->c</p>';
  const wrapped = edited(inComment, (document, p, b) => {
    const added = wrap(document, p, [b], 'i');
    expect(childElements(p)).toEqual([]);
    expect((p.children[1] as Comment).children[0]).toBe(added);
  });
  expect(wrapped).toBe('<p>a<!--[if mso]><i><b>x</b></i><s>y</s><![endif]-->c</p>');
  const removed = edited(inComment, (document, p, b) => {
    remove(document, b);
    expect((p.children[1] as Comment).children.length).toBe(1);
  });
  expect(removed).toBe('<p>a<!--[if mso]><s>y</s><![endif]-->c</p>');
});

test('an element gets another name with its attributes', () => {
  const renamed = edited('<p><b class="x">x</b></p>', (document, p, b) => {
    rename(document, b, 'strong');
    setAttribute(b, 'id', 'y');
    rename(document, p, 'div');
    setAttribute(p, 'id', 'z');
  });
  expect(renamed).toBe('<div id="z"><strong class="x" id="y">x</strong></div>');
});

test('an attribute is removed and another one added where merge tags stand between attributes', () => {
  const changed = edited('<p style="a" {{#if x}}class="b"{{/if}}>x</p>', (_document, p) => {
    removeAttribute(p, 'style');
    setAttribute(p, 'style', 'c');
  });
  expect(changed).toBe('<p style="c" {{#if x}}class="b"{{/if}}>x</p>');
});

test('a comment is replaced where an element begins around it', () => {
  const replaced = edited('<p><!-- a -->b</p>', (document, p) => {
    const [comment] = p.children;
    replaceNode(document, comment as Comment, '');
    wrap(document, p, [...p.children], 'i');
  });
  expect(replaced).toBe('<p><i>b</i></p>');
});
