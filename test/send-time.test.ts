import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { compileTemplate } from '../dist/compile/compile.js';
import { createSession } from '../dist/compile/session.js';
import { inferType } from '../dist/project/data-types.js';
import { DEFAULTS } from '../dist/project/defaults.js';
import { prepare } from '../dist/render/render.js';
import { domOf } from './support/same-dom.js';

/*
 * What authors write in Pug, compiled once and filled in, beside Pug with the data at hand. Every row runs with all of
 * the data.
 */

const FULL = {
  team: 'Support <b>"&',
  count: 2,
  flag: true,
  nick: 'Ada',
  agents: [
    { name: 'Ada <b>"&', note: 'x', handled: 12, tags: ['t1', 't2'] },
    { name: 'Bo', note: null, handled: 0, tags: [] },
  ],
  labels: { one: 'first', 'the second': '<i>' },
  pairs: [
    ['a', 1],
    ['b', 2],
  ],
};
const EMPTY = { ...FULL, team: '', count: 0, flag: false, nick: null, agents: [], labels: {}, pairs: [] };
const ONE = { ...FULL, count: 1, agents: [FULL.agents[1]!] };

const root = mkdtempSync(join(tmpdir(), 'jink-send-time-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const styles = join(root, 'one.scss');
writeFileSync(
  styles,
  '.alert { color: #c00 } .ok { color: #060 } ' +
    '.note { margin: 0 } .alert b { font-weight: 100 } .card.ok > p i { top: 0 } .alert .note { left: 0 } .ok b { right: 0 }',
);

async function expectSame(source: string, samples: readonly Record<string, unknown>[]): Promise<void> {
  const session = createSession(root, DEFAULTS);
  const path = join(root, 'one.pug');
  const base = { name: 'one', path, styles, names: [], dataFile: 'one.json', source, verbose: true };
  const compiled = await compileTemplate(session, { ...base, data: {}, later: inferType(samples) });
  expect(compiled.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const fill = prepare(compiled);
  for (const sample of samples) {
    const known = await compileTemplate(session, { ...base, data: { ...sample } });
    expect(known.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const email = fill(sample);
    expect(domOf(email.html)).toBe(domOf(known.html));
    expect(email.subject).toBe(known.subject);
    expect(wordsOf(email.text)).toBe(wordsOf(known.text));
  }
}

/** Blank lines between conditions are not the same. */
function wordsOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const rows = (...lines: string[]) => lines.join('\n');

describe('says what Pug says', () => {
  test.each<[string, string]>([
    ['a pattern', rows('- const { t, n } = { t: team, n: count }', 'p #{t} #{n}')],
    ['a pattern of data', rows('each a in agents', '  - const { name, handled: h } = a', '  p #{name} #{h}')],
    ['a pattern with defaults', rows('each a in agents', "  - const { name, zip = 'none' } = a", '  p #{name} #{zip}')],
    ['a pattern of a list', rows('each pair in pairs', '  - const [key, value] = pair', '  p #{key} #{value}')],
    ['a pattern in a loop', rows('each [key, value] of pairs', '  p #{key} #{value}')],
    ['a default of a parameter', rows("mixin m(x, y = 'none')", '  p #{x} #{y}', '+m(team)', '+m(team, count)')],
    ['spreading what is known', rows('- const o = { ...{ a: team, b: count }, c: 1 }', 'p #{o.a} #{o.b} #{o.c}')],
    ['a list in code', rows("- const l = [team, 'x']", '- l.push(count)', 'each x, i in l', '  p #{i} #{x}')],
    ['joining', rows("- const l = [team, '<', count]", "p= l.join(', ')", "p(title=l.join(' '))= [team, count]")],
    ['joining what was mapped', "p= [1, 2].map(n => n + team).join(', ')"],
    ['one of several', rows("if ['Ada', 'Bo'].includes(nick)", '  p yes', "p= ['x'].includes(team) ? 1 : 2")],
    ['Boolean', rows('if Boolean(count)', '  p yes', 'p= Boolean(team)')],
    ['a sequence', 'p= count, team'],
    [
      'assigning what is missing',
      rows('- let x = nick', "- x ??= 'none'", '- let y = count', '- y ||= 7', 'p #{x} #{y}'),
    ],
    ['assigning what is there', rows('- let z = flag', "- z &&= 'set'", '- let n = count', '- n += 1', 'p #{z} #{n}')],
    ['a loop over a list or nothing', rows('each a in flag ? agents : []', '  p= a.name', 'else', '  p none')],
    ['a loop over one of two lists', rows('each a in flag ? agents : pairs', '  p x', 'else', '  p none')],
    ['a loop over a known list', rows("each a in flag ? ['x', team] : ['y']", '  p= a')],
    ['a loop over && and ||', rows('each a in flag && agents', '  p= a.name', 'each a in agents || pairs', '  p y')],
    ['a loop in a loop over either', rows('each a in agents', '  each t in a.handled > 1 ? a.tags : []', '    p= t')],
    ['a list of classes for a case', "p(class=flag ? ['alert', 'note'] : ['ok']) x"],
    ['an object of classes for a case', "p.x(class=flag ? { alert: true, ok: count } : {} class=count && ['note']) x"],
    ['a data class for a case', "p(class=flag ? ['alert', nick] : '') x"],
    ['a class or another', "p(class=flag && 'alert' || 'ok') x"],
    ['styles for a case', "p(style=flag ? { color: 'red' } : { width: count + 'px' }) x"],
    [
      'a table of words',
      rows(
        "- const words = { 1: 'one', 0: 'none', true: 'yes', false: 'no', Ada: 'Lady' }",
        "p= words[count] || 'many'",
        'p= words[flag]',
        "p= words[nick] ?? 'nobody'",
        "p= ['a', 'b'][count] ?? 'c'",
      ),
    ],
    [
      'a link on a condition',
      rows(
        "p #[a(href=flag && 'https://x.com/' + count) here] or",
        "  a(href=flag ? null : 'https://y.com/' + count) there",
        "  a(href=flag ? 'https://x.com/' : 'https://y.com/') where",
      ),
    ],
    [
      'a mixin with attributes, in a loop',
      rows(
        'mixin m(a)',
        '  p.note&attributes(attributes)',
        '    b= a',
        '    block',
        'each a in agents',
        "  +m(a.name)(class=flag ? 'alert' : 'ok' title=a.note)",
        '    each t in a.tags',
        '      i #{t} of #{a.name}, #{team}',
      ),
    ],
    [
      'functions',
      rows(
        "- const word = (n, unit = 'call') => (n === 1 ? unit : unit + 's')",
        '- function label({ name, handled }) { return name + handled + word(handled); }',
        'each a in agents',
        '  p= label(a)',
      ),
    ],
    [
      'rules for what stands in conditional classes',
      rows(
        'each a in agents',
        "  .card(class=a.handled > 10 ? 'alert' : 'ok')",
        '    p',
        '      b= a.name',
        "      i(class=flag && 'note') x",
        '      each t in a.tags',
        '        b= t',
      ),
    ],
    [
      'a list made in a loop',
      rows('each a in agents', "  - let s = ''", '  - [1, 2].forEach((x) => { s += x + a.name })', '  p= s'),
    ],
    [
      'a function that counts for itself',
      rows(
        'mixin m(x)',
        '  - let k = 0',
        '  - const up = () => { k++; return k; }',
        '  p= up() + up()',
        'each a in agents',
        '  +m(a)',
      ),
    ],
    ['words of Handlebars', rows('each onethis, each in agents', '  p #{each} #{onethis.name}')],
    [
      'code over several lines',
      rows('- if (count === count.x) {', '  p no', '- }').replace('count === count.x', '1 > 0'),
    ],
    ['a method of a list that is known', rows("- const l = ['b', 'a'].filter((x) => x > 'a').sort()", 'p= l + team')],
    [
      'counting what is in a loop',
      rows('each a in agents', '  - const s = { n: 1 }', '  - s.n++', '  p #{s.n} #{a.name}'),
    ],
  ])('%s', (_, source) => expectSame(source, [FULL, EMPTY, ONE]));

  test('keys that have a meaning in Handlebars', async () => {
    const owner = {
      ...{ this: 'a', each: 'b', if: 'c', as: 'd', '@root': 'e', '.': 'f', '..': 'g', 'a.b': 'h', 'a/b': 'i' },
      ...{ '[0]': 'j', 'a]b': 'k', '"q"': 'l', "it's": 'm', '😀': 'n', ' ': 'o', 7: 'q', true: 'r', null: 's' },
      ...{ undefined: 't', '-1': 'u', ünï: 'v', likethis: 'w', 'do this': 'x', else: 'y', length: 'z' },
    };
    const keys = Object.keys(owner).map((key) => JSON.stringify(key));
    const print = (name: string) => keys.map((key) => `p= ${name}[${key}]`);
    const source = [...print('x'), 'each one in list', ...print('one').map((line) => `  ${line}`)].join('\n');
    await expectSame(source, [{ x: owner, list: [owner, owner] }]);
  });

  test('what may be missing', async () => {
    const source = rows(
      'p= o.first?.name',
      'p(title=agents[0]?.name)= agents[0]?.handled > 3',
      "p= flag && 'x'",
      'each a in agents || []',
      '  p= a.name',
    );
    await expectSame(source, [
      { ...EMPTY, o: {} },
      { ...FULL, o: { first: { name: 'x' } } },
    ]);
  });
});
