import fc from 'fast-check';

/** Texts that have broken something somewhere. */
export const HOSTILE = [
  '',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='x",
  '{{name}}',
  '{{{constructor.constructor}}}',
  '{{#each list}}',
  '\\{{a}}',
  '&amp;&lt;',
  'a\r\nBcc: x@y.z',
  '\u0000\u0007',
  '👩‍👩‍👧 Zoë',
  'עברית',
  '\ud800',
  '`$\u007bx}`',
  '=1+1',
  'javascript:alert(1)',
  'JAVA\tscript:alert(1)',
  'https://x.example/?a=1&b="2"',
  'red; background: url(x)',
  '$\u007bd.team}',
  '\\',
  '\u2028',
  '__proto__',
  '0',
];

const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'grapheme', maxLength: 12 }));
const number = fc.oneof(fc.integer({ min: -3, max: 5 }), fc.double({ noDefaultInfinity: true }), fc.constant(0));
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null));

const plain = { noNullPrototype: true };

const data = fc.record(
  {
    team: text,
    any: scalar,
    n: number,
    m: number,
    flag: fc.boolean(),
    none: fc.constant(null),
    'weird key': text,
    user: fc.record({ name: text, age: number, tags: fc.array(text, { maxLength: 3 }) }, plain),
    list: fc.array(
      fc.record(
        {
          name: text,
          n: number,
          any: scalar,
          sub: fc.array(fc.record({ k: text, v: number }, plain), { maxLength: 3 }),
        },
        plain,
      ),
      { maxLength: 4 },
    ),
    numbers: fc.array(number, { maxLength: 3 }),
    map: fc.dictionary(fc.constantFrom('a', 'b c', '1', 'toString', '<x>', 'length'), scalar, { maxKeys: 4, ...plain }),
    empty: fc.constant([]),
    constructor: text,
  },
  plain,
);

type Draw = fc.GeneratorValue;

interface Names {
  values: string[];
  lists: string[];
  inLoop: boolean;
  count: number;
}

const ROOT: Names = {
  values: [
    'team',
    'any',
    'n',
    'm',
    'flag',
    'none',
    '[weird key]',
    'user.name',
    'user.age',
    'constructor',
    '@root.team',
  ],
  lists: ['list', 'numbers', 'map', 'user.tags', 'empty', 'none', '@root.list'],
  inLoop: false,
  count: 0,
};

const pick = <T>(draw: Draw, of: readonly T[]): T => of[draw(fc.nat, of.length - 1)]!;

function valueIn(draw: Draw, names: Names, depth: number): string {
  const kind = draw(fc.nat, depth > 0 ? 9 : 4);
  if (kind <= 2) return pick(draw, names.values);
  if (kind === 3) return pick(draw, ['"a<b"', '3', '0', 'true', 'false', 'null', '""', '-1.5', "'it\"s'"]);
  // Not of a text: through `@root`, Handlebars gives an empty one instead of its length.
  if (kind === 4) return `@root.${pick(draw, ['list', 'numbers', 'user.tags'])}.length`;
  const one = () => valueIn(draw, names, depth - 1);
  const [name, count] = pick(draw, CALLS);
  return `(${name}${Array.from({ length: count }, () => ` ${one()}`).join('')})`;
}

const CALLS: readonly [string, number][] = [
  ...['eq', 'ne', 'looseEq', 'looseNe', 'lt', 'lte', 'gt', 'gte', 'and', 'or', 'nullish', 'add', 'subtract'].map(
    (name): [string, number] => [name, 2],
  ),
  ...['multiply', 'divide', 'remainder', 'power', 'concat', 'min', 'max', 'default', 'percent', 'truncate'].map(
    (name): [string, number] => [name, 2],
  ),
  ...['not', 'negate', 'toNumber', 'length', 'round', 'abs', 'floor', 'ceil', 'safeUrl', 'safeCss', 'number'].map(
    (name): [string, number] => [name, 1],
  ),
  ['encodeURIComponent', 1],
  ['duration', 1],
  ['date', 1],
  ['and', 3],
  ['or', 3],
  ['choose', 3],
  ['plural', 3],
  ['currency', 2],
  ['shout', 1],
];

function tagsIn(draw: Draw, names: Names, depth: number): string {
  const parts = Array.from({ length: draw(fc.nat, 3) + 1 }, () => tagIn(draw, names, depth));
  return parts.join(pick(draw, ['', ' ', '\n', '<br>\n  ']));
}

function tagIn(draw: Draw, names: Names, depth: number): string {
  const value = () => valueIn(draw, names, 2);
  const inner = (more: Partial<Names> = {}) => tagsIn(draw, { ...names, count: names.count + 1, ...more }, depth - 1);
  const open = pick(draw, ['{{', '{{', '{{~']);
  switch (draw(fc.nat, depth > 0 ? 8 : 3)) {
    case 0:
      return pick(draw, ['text <b>&amp; "so"</b>', '  \n', '{ { ', '$\u007bx} `', '\\ end', '{% tag %} *|TAG|*']);
    case 1:
    case 2:
      return `${open}${unwrap(value())}}}`;
    case 3:
      return `|{{{${unwrap(value())}}}}`; // alone in a block, Handlebars hands on false and numbers as they are, and adds them up
    case 4:
      return `${open}#if ${value()}}}${inner()}{{else if ${value()}}}${inner()}${open}else}}${inner()}{{/if}}`;
    case 5:
      return `{{#unless ${value()}}}${inner()}{{/unless}}`;
    case 6: {
      const item = `item${names.count}`;
      const key = `key${names.count}`;
      // Handlebars takes null for what a null item lacks, JavaScript undefined.
      const known = names.values.filter((name) => /^(@root|item|index|key)/.test(name));
      const values = [...known, item, key, '@index', '@key', '@first', '@last', '@root.n'];
      const body = inner({ values, inLoop: true });
      return `{{#each ${pick(draw, ['numbers', 'map', 'user.tags', '@root.map'])} as |${item} ${key}|}}${body}{{else}}${inner()}{{/each}}`;
    }
    case 7: {
      const item = `item${names.count}`;
      const own = [`${item}.name`, `${item}.n`, `${item}.any`, 'name', './n', 'this.any', '../team', '@index'];
      const values =
        names.inLoop || names.count > 3 ? own.slice(0, 3) : [...own, '@root.user.name', `index${names.count}`];
      const body = inner({ values, lists: [`${item}.sub`], inLoop: true });
      return `\n  {{#each @root.list as |${item} index${names.count}|}}\n${body}\n  {{/each}}\n`;
    }
    default:
      return `{{#with @root.user as |who|}}${inner({ values: ['who.name', 'who.age', '@root.team', 'name'], lists: ['who.tags'] })}{{else}}no{{/with}}`;
  }
}

/** A call stands in a tag without its brackets. */
function unwrap(value: string): string {
  if (value.startsWith('(')) return value.slice(1, -1);
  // Such a tag is a name in Handlebars, not a value.
  return /^["'\d-]|^(true|false|null)$/.test(value) ? `concat ${value}` : value;
}

/** A template of the dialect that Jink's compiler writes, and data for it. */
export const templateAndData = fc.tuple(
  fc.gen().map((draw) => tagsIn(draw, ROOT, 3)),
  data,
);
