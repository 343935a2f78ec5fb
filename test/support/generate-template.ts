import fc from 'fast-check';

/*
 * Templates and data for the oracle: every kind of control flow, attribute and operator, nested, and data that is as
 * hostile as data can be.
 */

/** What the templates' data look like. */
export type GeneratedData = {
  name: string;
  nick: string | null;
  count: number;
  late: boolean;
  kind: string;
  url: string;
  html: string;
  items: Item[];
  nothing: Item[];
  labels: Record<string, string>;
  team: { lead: { name: string }; size: number };
};

interface Item {
  name: string;
  note: string | null;
  count: number;
  late: boolean;
  kind: string;
  url: string;
  tags: string[];
}

const HOSTILE = [
  ...[
    '',
    ' ',
    'Ada',
    'Grace & Co',
    '<b>bold</b>',
    '"quoted"',
    "O'Neil",
    '&amp;',
    '&lt;',
    'a=b`c',
    '😀 👩‍💻',
    'tab\tand\nline',
  ],
  ...['{{name}}', '{{{raw}}}', '{{#if x}}', '{{/each}}', '{{', '}}', '{', '}', '\\', '\\\\', '{%x%}', '*|X|*', '%%y%%'],
  ...[
    '--><script>alert(1)</script>',
    '</td></tr></table>',
    '<!--',
    '$&',
    '$jink',
    '__proto__',
    'constructor',
    '0',
    'false',
  ],
];

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const nullable = fc.option(text, { freq: 3 });
const number = fc.oneof(fc.integer({ min: -3, max: 120 }), fc.constantFrom(0, 0.5, 1e21, 33.333));
const kind = fc.constantFrom('good', 'fair', 'bad', 'other', '');
const url = fc.constantFrom(
  ...[
    'https://example.com/?a=1&b=2',
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'data:text/html,x',
    '/path',
    '#here',
    '',
  ],
  ...['mailto:a@example.com', 'java\nscript:alert(1)', 'vbscript:x', 'example.com:80/x', 'x"onclick="y'],
);

const item: fc.Arbitrary<Item> = fc.record({
  name: text,
  note: nullable,
  count: number,
  late: fc.boolean(),
  kind,
  url,
  tags: fc.array(text, { maxLength: 2 }),
});

export const data: fc.Arbitrary<GeneratedData> = fc.record({
  name: text,
  nick: nullable,
  count: number,
  late: fc.boolean(),
  kind,
  url,
  html: fc.constantFrom('<b>bold</b>', '', '&copy; <i>x</i>', 'plain'),
  items: fc.array(item, { maxLength: 3 }),
  nothing: fc.constant([]),
  labels: fc.dictionary(fc.constantFrom('one', 'two', 'the third'), text, { maxKeys: 3 }),
  team: fc.record({ lead: fc.record({ name: text }), size: number }),
});

/** The names that an expression can use where it stands. */
interface Scope {
  texts: string[];
  nullables: string[];
  numbers: string[];
  booleans: string[];
  kinds: string[];
  urls: string[];
  lists: string[];
  depth: number;
}

const ROOT: Scope = {
  texts: ['name', 'team.lead.name'],
  nullables: ['nick'],
  numbers: ['count', 'team.size', 'items.length'],
  booleans: ['late'],
  kinds: ['kind'],
  urls: ['url'],
  lists: ['items', 'nothing'],
  depth: 0,
};

function inItem(scope: Scope, name: string, index: string): Scope {
  return {
    texts: [...scope.texts, `${name}.name`],
    nullables: [...scope.nullables, `${name}.note`],
    numbers: [...scope.numbers, `${name}.count`, index],
    booleans: [...scope.booleans, `${name}.late`],
    kinds: [...scope.kinds, `${name}.kind`],
    urls: [...scope.urls, `${name}.url`],
    lists: scope.lists,
    depth: scope.depth + 1,
  };
}

const from = (names: readonly string[]) => fc.constantFrom(...names);

function textIn(scope: Scope, deep = 2): fc.Arbitrary<string> {
  if (deep === 0) return from(scope.texts);
  const inner = textIn(scope, deep - 1);
  const test = booleanIn(scope, deep - 1);
  const plain = fc.constantFrom('"plain"', "'<&>'", "'it\\'s'", '"[x]"');
  return fc.oneof(
    from(scope.texts),
    from(scope.kinds),
    fc.tuple(test, inner, plain).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc.tuple(inner, plain).map(([a, b]) => `(${a} || ${b})`),
    fc.tuple(plain, inner).map(([a, b]) => `(${a} + ${b})`),
    fc.tuple(inner, numberIn(scope, 1)).map(([a, b]) => `(${a} + ': ' + ${b})`),
    fc.tuple(inner, numberIn(scope, 1)).map(([a, b]) => `\`\${${a}} of \${${b}}!\``),
    from(scope.nullables).map((a) => `(${a} ?? 'nobody')`),
    from(scope.nullables).map((a) => `default(${a}, 'there')`),
    from(scope.kinds).map((a) => `({ good: 'Good <1>', bad: 'Bad' }[${a}] || 'Neither')`),
    inner.map((a) => `truncate(${a}, 5)`),
    numberIn(scope, 1).map((a) => `number(${a}, 1)`),
    fc.tuple(numberIn(scope, 0), plain).map(([a, b]) => `plural(${a}, ${b}, 'many')`),
    numberIn(scope, 1).map((a) => `String(${a})`),
    inner.map((a) => `encodeURIComponent(${a})`),
    fc.tuple(test, plain).map(([a, b]) => `(${a} && ${b} || '')`),
  );
}

function numberIn(scope: Scope, deep = 2): fc.Arbitrary<string> {
  if (deep === 0) return from(scope.numbers);
  const inner = numberIn(scope, deep - 1);
  return fc.oneof(
    from(scope.numbers),
    fc.tuple(inner, fc.constantFrom('+', '-', '*', '/', '%'), inner).map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    inner.map((a) => `Math.round(${a} * 1.5)`),
    inner.map((a) => `-${a}`).map((a) => `(${a})`),
    fc.tuple(inner, inner).map(([a, b]) => `Math.max(${a}, ${b})`),
    fc.constantFrom('1', '12', '0.5'),
  );
}

function booleanIn(scope: Scope, deep = 2): fc.Arbitrary<string> {
  if (deep === 0) return from(scope.booleans);
  const inner = booleanIn(scope, deep - 1);
  const number = numberIn(scope, 1);
  return fc.oneof(
    from([...scope.booleans, ...scope.nullables, ...scope.texts, ...scope.lists]),
    fc
      .tuple(number, fc.constantFrom('>', '<', '>=', '<=', '===', '!==', '==', '!='), number)
      .map((part) => `(${part.join(' ')})`),
    fc.tuple(from(scope.kinds), fc.constantFrom("'good'", "'bad'", "''")).map(([a, b]) => `(${a} === ${b})`),
    fc
      .tuple(from(scope.nullables), fc.constantFrom('==', '!=', '===', '!=='))
      .map(([a, sign]) => `(${a} ${sign} null)`),
    inner.map((a) => `!${a}`),
    fc.tuple(inner, fc.constantFrom('&&', '||'), inner).map((part) => `(${part.join(' ')})`),
    from(scope.lists).map((a) => `${a}.length`),
  );
}

type Lines = string[];

const indent = (lines: Lines) => lines.map((line) => `  ${line}`);

/** The lines of some nodes. */
function nodesIn(scope: Scope, deep: number): fc.Arbitrary<Lines> {
  return fc.array(nodeIn(scope, deep), { minLength: 1, maxLength: 3 }).map((all) => all.flat());
}

let names = 0;

function nodeIn(scope: Scope, deep: number): fc.Arbitrary<Lines> {
  const text = textIn(scope);
  const test = booleanIn(scope);
  const leaf = fc.oneof(
    text.map((a) => [`p= ${a}`]),
    text.map((a) => [`p Dear #{${a}}, {#{${a}}} \\`]),
    fc.tuple(text, numberIn(scope)).map(([a, b]) => [`p`, `  | #{${a}}`, `  | and`, `  = ${b}`]),
    fc.constant<Lines>(['p!= html']),
    fc.tuple(test, text).map(([a, b]) => [`p(class=${a} ? 'alert' : 'ok')= ${b}`]),
    fc.tuple(test, test).map(([a, b]) => [`p.note(class={ alert: ${a}, ok: ${b} }) x`]),
    fc.tuple(test, test).map(([a, b]) => [`p(class=[${a} && 'alert', 'note', ${b} ? 'ok' : ''] title='t') y`]),
    fc.tuple(from(scope.kinds), text).map(([a, b]) => [`p(class={ good: 'ok', bad: 'alert' }[${a}] title=${b}) z`]),
    fc.tuple(from(scope.urls), text).map(([a, b]) => [`a(href=${a} title=${b}) link`]),
    fc.tuple(from(scope.urls), test).map(([a, b]) => [`a(href=${b} ? ${a} : 'https://example.com/') link`]),
    from(scope.nullables).map((a) => [`p(title=${a} data-note=${a} || 'none') n`]),
    fc.tuple(from(scope.booleans), from(scope.booleans)).map(([a, b]) => [`input(disabled=!${a} checked=${b})`]),
    numberIn(scope, 0).map((a) => [`p(style='width:' + ${a} + 'px;margin:0') s`]),
    test.map((a) => [`p(style={ color: ${a} ? 'red' : 'blue' }) c`]),
    fc.tuple(text, from(scope.urls)).map(([a, b]) => [`+button(${a})(href=${b})`]),
    fc
      .tuple(text, text, test)
      .map(([a, b, c]) => [`+card(${a})(title=${b} class=${c} ? 'alert' : 'ok')`, '  | inside']),
    fc.tuple(numberIn(scope), text).map(([a, b]) => {
      const name = `v${names++}`;
      return [`- const ${name} = { a: ${a}, b: ${b} }`, `p #{${name}.a} #{${name}.b}`];
    }),
    fc.tuple(test, text).map(([a, b]) => [`.card(class=${a} ? ['alert', 'note'] : { ok: true })`, `  p #[b= ${b}]`]),
    fc
      .tuple(test, test)
      .map(([a, b]) => [
        `div(class=${a} ? 'alert' : 'note')`,
        `  p(class=${b} && 'ok' style=${a} ? { 'line-height': 2 } : '') x #[b y]`,
      ]),
    fc
      .tuple(test, numberIn(scope, 0))
      .map(([a, b]) => [`p(style=\`margin:\${${b}}px;color:\${${a} ? 'red' : 'blue'}\`) s`]),
    fc.tuple(text, numberIn(scope)).map(([a, b]) => {
      const [one, other] = [`v${names++}`, `v${names++}`];
      return [`- const { x: ${one}, y: ${other} = 'none' } = { x: ${a}, z: ${b} }`, `p #{${one}} #{${other}}`];
    }),
    fc.tuple(text, numberIn(scope)).map(([a, b]) => [`p= describe(${a}, ${b})`, `p= describe(${a})`]),
    fc.tuple(text, text).map(([a, b]) => [`p(title=[${a}, 'x'].join(' / '))= [${a}, ${b}].join(', ')`]),
    fc.tuple(from(scope.kinds), text).map(([a, b]) => [`if ['good', 'bad'].includes(${a})`, `  p= ${b}`]),
    from(scope.kinds).map((a) => [`p= { good: 1, bad: 2 }[${a}] ?? 'neither'`]),
    numberIn(scope, 0).map((a) => [`p= { 0: 'none', 1: 'one' }[${a}] || 'many'`]),
    fc.constant<Lines>(['include _part']),
  );
  if (deep === 0) return leaf;
  const inside = nodesIn(scope, deep - 1).map(indent);
  const loop = fc
    .tuple(from(scope.lists), fc.constantFrom('item', 'entry'), fc.boolean())
    .chain(([list, name, hasElse]) => {
      const item = `${name}${scope.depth || ''}`;
      const body = nodesIn(inItem(scope, item, `i${scope.depth}`), deep - 1).map(indent);
      return fc
        .tuple(body, inside)
        .map(([lines, none]) => [
          `each ${item}, i${scope.depth} in ${list}`,
          ...lines,
          ...(hasElse ? ['else', ...none] : []),
        ]);
    });
  const columns = fc
    .tuple(from(scope.lists), text, test, fc.boolean())
    .map(([list, a, b, hasElse]) => [
      '+row',
      `  each cell, c in ${list}`,
      `    +columns(4)(class=${b} ? 'alert' : 'ok')`,
      `      p #{c} #[b= cell.name] #{${a}}`,
      ...(hasElse ? ['  else', '    +columns(12)', `      p= ${a}`] : []),
    ]);
  const mixin = fc
    .tuple(text, test, from(scope.lists), text)
    .map(([a, b, list, c]) => [
      `each member, m in ${list}`,
      `  +card(member.name)(class=${b} ? 'alert' : 'note' data-n=m title=${a})`,
      '    p #{m} #[b= member.name]',
      '    each tag in member.tags',
      `      +card(tag)(data-of=member.name)`,
      `        i #{tag} #{member.count} #{${c}}`,
    ]);
  const either = fc
    .tuple(test, from(scope.lists), text, fc.boolean())
    .map(([a, list, b, hasElse]) => [
      `each one in ${a} ? ${list} : []`,
      `  p #{one.name} #{${b}}`,
      ...(hasElse ? ['else', `  p= ${b}`] : []),
      `each one in ${list} || []`,
      '  - const { name: own, kind = "none" } = one',
      '  p #{own} #{kind}',
    ]);
  return fc.oneof(
    { weight: 4, arbitrary: leaf },
    fc.tuple(test, inside).map(([a, lines]) => [`if ${a}`, ...lines]),
    fc
      .tuple(test, inside, test, inside, inside)
      .map(([a, b, c, d, e]) => [`if ${a}`, ...b, `else if ${c}`, ...d, 'else', ...e]),
    fc.tuple(test, inside).map(([a, lines]) => [`unless ${a}`, ...lines]),
    { weight: 3, arbitrary: loop },
    inside.map((lines) => [
      'each value, key in labels',
      ...lines,
      '  p(title=key) #{key}: #{value}',
      'else',
      '  p none',
    ]),
    fc
      .tuple(from(scope.kinds), inside, inside, inside)
      .map(([a, b, c, d]) => [
        `case ${a}`,
        "  when 'good'",
        "  when 'fair'",
        ...indent(b),
        "  when 'bad'",
        ...indent(c),
        '  default',
        ...indent(d),
      ]),
    fc.tuple(text, inside).map(([a, lines]) => [`+card(${a})`, ...lines]),
    fc.tuple(text, inside).map(([a, lines]) => ['div', ...lines, `  span= ${a}`]),
    columns,
    mixin,
    either,
  );
}

const CARD = [
  'mixin card(title)',
  '  div.card&attributes(attributes)',
  '    if title',
  '      h2= title',
  '    block',
  '',
  "- const describe = (what, count = 1) => what + (count > 1 ? 's' : '') + ': ' + count",
];

/** The source of a template. */
export const template: fc.Arbitrary<string> = nodesIn(ROOT, 2).map((lines) => [...CARD, ...lines, ''].join('\n'));

/** What the templates include. */
export const PART = "p.note #{name}\nif late\n  p(class=count > 3 ? 'alert' : 'ok') #[b= describe(kind, count)]\n";

export const STYLES = `.alert { color: #c00; font-weight: bold } .ok { color: #060 } .note { margin: 0 } .card { padding: 4px } .alert b { font-weight: 100 } .card.ok > p { left: 0 } .note p.ok { top: 0 } .alert .note, .ok b { right: 0 }`;
