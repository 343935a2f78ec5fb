import fc from 'fast-check';

/* Documents and sheets for differential tests: sound HTML, and CSS of every kind that decides the look of elements. */

const CLASSES = ['a', 'b', 'c', 'd'];
const IDS = ['x', 'y', 'z'];
const ATTRIBUTES = ['title="t"', 'title="t u"', 'lang="en-GB"', 'data-k="v-w"', 'align="RIGHT"', 'dir="ltr"'];

const some = <T>(values: readonly T[]) => fc.constantFrom(...values);
const maybe = <T>(arbitrary: fc.Arbitrary<T>, freq = 2) => fc.option(arbitrary, { nil: undefined, freq });

const COLOURS = ['red', 'blue', '#123456', '#abc', 'rgb(1, 2, 3)', 'transparent', 'teal'];
const LENGTHS = ['0', '1px', '2px', '5px', '1em', '10%', 'auto'];

const value: Record<string, fc.Arbitrary<string>> = {
  color: some(COLOURS),
  'background-color': some(COLOURS),
  background: some(['none', 'red', '#eee', 'linear-gradient(red, blue) #111']),
  margin: some(['0', '1px', '1px 2px', '1px 2px 3px 4px', '0 auto']),
  'margin-top': some(LENGTHS),
  'margin-left': some(LENGTHS),
  padding: some(['0', '3px', '1px 4px']),
  'padding-right': some(['0', '2px', '7px']),
  border: some(['0', '1px solid red', '2px dashed blue']),
  'border-top': some(['3px solid teal', '0']),
  'border-color': some(COLOURS),
  'border-top-width': some(['1px', '4px']),
  font: some(['12px Arial', 'bold 13px/20px "Open Sans", serif', "italic 11px/1.5 'Times New Roman'"]),
  'font-size': some(['10px', '14px', '1.5em', '80%']),
  'font-weight': some(['bold', 'normal', '600']),
  'line-height': some(['1', '18px', '1.4']),
  'text-align': some(['left', 'center', 'right', 'inherit']),
  'text-decoration': some(['none', 'underline']),
  display: some(['block', 'inline', 'inline-block']),
  width: some(['10px', '50%', 'auto']),
  'list-style': some(['none', 'square inside']),
  'list-style-type': some(['disc', 'circle']),
};

/** Properties whose computed values are compared. */
export const COMPARED = [
  ...'color background-color background-image display width text-align text-decoration-line list-style-type'.split(' '),
  ...'list-style-position font-family font-size font-style font-weight line-height'.split(' '),
  ...['top', 'right', 'bottom', 'left'].flatMap((side) => [
    `margin-${side}`,
    `padding-${side}`,
    `border-${side}-width`,
    `border-${side}-style`,
    `border-${side}-color`,
  ]),
];

interface Wanted {
  important: boolean;
  variables: boolean;
}

function declarations({ important, variables }: Wanted): fc.Arbitrary<string> {
  const plain = some(Object.keys(value)).chain((property) => value[property]!.map((text) => `${property}: ${text}`));
  const coloured = some(['color', 'background-color']).chain((property) =>
    some(['var(--p)', 'var(--q, red)', 'var(--none, teal)']).map((text) => `${property}: ${text}`),
  );
  const one = variables ? fc.oneof({ weight: 6, arbitrary: plain }, { weight: 1, arbitrary: coloured }) : plain;
  const flagged = important
    ? fc.tuple(one, fc.nat(5)).map(([text, n]) => (n === 0 ? `${text} !important` : text))
    : one;
  return fc.array(flagged, { minLength: 1, maxLength: 4 }).map((list) => list.join('; '));
}

const type = some(['p', 'div', 'b', 'i', 'a', 'td', 'table', 'li', '*']);
const simple = fc.oneof(
  { weight: 5, arbitrary: some(CLASSES).map((name) => `.${name}`) },
  { weight: 2, arbitrary: some(IDS).map((name) => `#${name}`) },
  {
    weight: 1,
    arbitrary: some(['[title]', '[title="t"]', '[title~=u]', '[lang|=en]', '[data-k^=v]', '[align=right]']),
  },
);

function compound(modern: boolean): fc.Arbitrary<string> {
  const functions = fc
    .tuple(some(['is', 'where', 'not']), fc.array(fc.oneof(simple, type), { minLength: 1, maxLength: 2 }))
    .map(([name, list]) => `:${name}(${list.join(', ')})`);
  const places = some([':first-child', ':last-child', ':nth-child(2n+1)', ':nth-child(2)', ':only-child', ':empty']);
  const pseudo = fc.oneof(functions, places, some([':nth-last-child(2)', ':first-of-type', ':last-of-type']));
  return fc
    .tuple(maybe(type), fc.array(simple, { maxLength: 2 }), modern ? maybe(pseudo, 3) : fc.constant(undefined))
    .filter(([name, list, last]) => name !== undefined || list.length > 0 || last !== undefined)
    .map(([name = '', list, last = '']) => name + list.join('') + last);
}

function selector(modern: boolean): fc.Arbitrary<string> {
  const more = fc.tuple(some(modern ? [' ', ' > ', ' + ', ' ~ '] : [' ', ' > ']), compound(modern));
  return fc
    .tuple(compound(modern), fc.array(more, { maxLength: 2 }))
    .map(([first, rest]) => first + rest.flat().join(''));
}

const wanted = { important: true, variables: true };

function rules(declared: Wanted): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(selector(true), { minLength: 1, maxLength: 2 }), declarations(declared))
    .map(([list, body]) => `${list.join(', ')} { ${body} }`);
}

const rule = rules(wanted);

const nested = fc
  .tuple(
    selector(true),
    declarations(wanted),
    some(['& ', '&', '', '> ', '.a &', '& + ']),
    simple,
    declarations(wanted),
  )
  .map(([outer, body, how, inner, more]) => {
    const selected = how.endsWith('&') && how !== '&' ? how : `${how}${inner}`;
    return `${outer} { ${body}; ${selected} { ${more} } color: green }`;
  });

const CONDITIONS = [
  '@media (min-width: 1px)',
  '@media (max-width: 1px)',
  '@media print',
  '@supports (display: grid)',
  '@supports (display: nothing)',
  '@layer one',
];

/** Rules that stay in the head. */
function conditional(declared: Wanted): fc.Arbitrary<string> {
  const grouped = fc
    .tuple(some(CONDITIONS), fc.array(rules(declared), { minLength: 1, maxLength: 2 }))
    .map(([condition, inside]) => `${condition} {\n${inside.join('\n')}\n}`);
  const hovered = fc.tuple(selector(true), declarations(declared)).map(([text, body]) => `${text}:hover { ${body} }`);
  return fc.oneof({ weight: 4, arbitrary: grouped }, { weight: 1, arbitrary: hovered });
}

const variable = fc
  .tuple(some([':root', ':root', 'body', '.a', '@media (min-width: 1px)']), some(['--p', '--q']), some(COLOURS))
  .map(([where, name, text]) =>
    where.startsWith('@') ? `${where} { :root { ${name}: ${text} } }` : `${where} { ${name}: ${text} }`,
  );

function sheet(kept: Wanted): fc.Arbitrary<string> {
  const any = fc.oneof(
    { weight: 10, arbitrary: rule },
    { weight: 5, arbitrary: conditional(kept) },
    { weight: 2, arbitrary: nested },
    { weight: 2, arbitrary: variable },
  );
  return fc.array(any, { minLength: 1, maxLength: 8 }).map((list) => list.join('\n'));
}

/** The attributes of one element; ids may come twice. */
function attributes(style: fc.Arbitrary<string | undefined>): fc.Arbitrary<string> {
  return fc
    .tuple(
      maybe(some(IDS), 4),
      fc.uniqueArray(some(CLASSES), { maxLength: 3 }),
      maybe(some(ATTRIBUTES), 3),
      maybe(style, 4),
    )
    .map(([id, classes, attribute, own]) => {
      const parts = [id && `id="${id}"`, classes.length && `class="${classes.join(' ')}"`, attribute];
      if (own) parts.push(`style="${own.replaceAll('"', '&quot;')}"`);
      return parts
        .filter(Boolean)
        .map((part) => ` ${part}`)
        .join('');
    });
}

function body(style: fc.Arbitrary<string | undefined>): fc.Arbitrary<string> {
  const own = attributes(style);
  const inline = fc
    .array(fc.tuple(some(['b', 'i', 'a']), own), { maxLength: 3 })
    .map((list) => list.map(([name, written]) => `<${name}${written}>text</${name}>`).join(''));
  const paragraph = fc.tuple(own, inline).map(([written, inside]) => `<p${written}>${inside}</p>`);
  const list = fc
    .tuple(own, fc.array(own, { minLength: 1, maxLength: 3 }))
    .map(([written, items]) => `<ul${written}>${items.map((item) => `<li${item}>text</li>`).join('')}</ul>`);
  const table = fc
    .tuple(own, own, fc.array(fc.tuple(own, paragraph), { minLength: 1, maxLength: 3 }))
    .map(
      ([written, row, cells]) =>
        `<table${written}><tbody><tr${row}>${cells.map(([cell, inside]) => `<td${cell}>${inside}</td>`).join('')}</tr></tbody></table>`,
    );
  const block = fc.oneof(paragraph, list, table);
  const division = fc
    .tuple(own, fc.array(block, { maxLength: 2 }))
    .map(([written, inside]) => `<div${written}>${inside.join('')}</div>`);
  return fc.array(fc.oneof(division, block), { minLength: 1, maxLength: 3 }).map((blocks) => blocks.join('\n'));
}

function documentOf(kept: Wanted, style: fc.Arbitrary<string | undefined>): fc.Arbitrary<string> {
  return fc.tuple(fc.array(sheet(kept), { minLength: 1, maxLength: 3 }), body(style)).map(([sheets, inside]) => {
    const styles = sheets.map((css) => `<style>\n${css}\n</style>`).join('\n');
    return `<!DOCTYPE html>\n<html><head>\n${styles}\n</head><body>\n${inside}\n</body></html>`;
  });
}

/**
 * A whole document with one to three style elements. Important rules of media queries do not meet own styles: an own
 * style that has to win over another rule of the head is important in its attribute, and nothing can win over that.
 */
export const generatedDocument: fc.Arbitrary<string> = fc.oneof(
  documentOf(wanted, fc.constant(undefined)),
  documentOf({ ...wanted, important: false }, declarations({ important: true, variables: false })),
);

/**
 * A document for which juice is right: without `!important`, which it does not strip everywhere, pseudo-classes, which
 * it weighs as types, nesting, variables, ids in brackets, and whatever it drops from the head.
 */
export const plainDocument: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(
      fc
        .tuple(selector(false), declarations({ important: false, variables: false }))
        .map(([text, css]) => `${text} { ${css} }`),
      { minLength: 1, maxLength: 8 },
    ),
    body(declarations({ important: false, variables: false })),
  )
  .map(
    ([rules, inside]) =>
      `<!DOCTYPE html>\n<html><head><style>\n${rules.join('\n')}\n</style></head><body>\n${inside}\n</body></html>`,
  );
