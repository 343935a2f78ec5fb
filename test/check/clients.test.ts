import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { FEATURES } from '../../dist/rules/clients/features.js';
import { clientsWithout, knownClients, resolveClients } from '../../dist/rules/clients/support.js';
import { RULES } from '../../dist/rules/index.js';
// @ts-expect-error: a script without types
import { overrides } from '../../scripts/client-overrides.js';
// @ts-expect-error: a script without types
import { compact } from '../../scripts/client-support.js';
import { checkExample } from '../support/check-example.js';

/** What clients support, as caniemail.com says, with the traps of its data. */
const upstream = readFileSync(createRequire(import.meta.url).resolve('caniemail/caniemail.json'), 'utf8');
const committed = JSON.parse(readFileSync(new URL('../../src/rules/clients/caniemail.json', import.meta.url), 'utf8'));

test('the matrix is what the script makes of the data', () => {
  expect(committed).toEqual(JSON.parse(JSON.stringify(compact(upstream))));
});

test('every feature has a matcher, and every matcher a feature', () => {
  const slugs = JSON.parse(upstream).data.map(({ slug }: { slug: string }) => slug);
  const own = overrides.map(({ slug }: { slug: string }) => slug);
  expect(slugs.length).toBeGreaterThan(300);
  expect([...new Set([...slugs, ...own])].filter((slug) => !FEATURES[slug])).toEqual([]);
  expect(Object.keys(FEATURES).filter((slug) => ![...slugs, ...own].includes(slug))).toEqual([]);
});

test('a new feature upstream is found to have no matcher', () => {
  const data = JSON.parse(upstream);
  data.data.push({ ...data.data[0], slug: 'css-anchor-name' });
  expect(data.data.filter(({ slug }: { slug: string }) => !FEATURES[slug])).toHaveLength(1);
});

test('features that another rule tells name a rule that exists', () => {
  const ids = RULES.map(({ id }) => id);
  for (const [slug, matcher] of Object.entries(FEATURES))
    if (matcher.kind === 'told') expect(ids, slug).toContain(matcher.rule);
});

test('every feature has the day of its last test, and a letter for each client', () => {
  const count = Object.keys(committed.clients).length;
  expect(count).toBe(49);
  for (const [slug, feature] of Object.entries<{ tested: string; support: string }>(committed.features)) {
    expect(feature.tested, slug).toMatch(/^20\d\d-\d\d-\d\d?$/);
    expect(feature.support, slug).toMatch(new RegExp(`^[yanu]{${count}}$`));
  }
  expect(committed.license).toContain('MIT');
});

test('the newest version counts, not the one that JSON puts last', () => {
  const text = upstream.replace(
    /"data":\s*\[/,
    '"data": [{"slug":"x","title":"x","last_test_date":"2026-01-01","stats":{"apple-mail":{"macos":{"16.0":"n","10.3":"n","12":"n","9":"y"}}},"notes_by_num":null},',
  );
  const { features, clients } = compact(text);
  expect(features.x.support[Object.keys(clients).indexOf('apple-mail.macos')]).toBe('y');
});

test('values that a note leaves out', () => {
  const without = (slug: string, client: string, value: string) => clientsWithout(slug, [client], value).length === 1;
  expect(without('css-position', 'outlook.outlook-com', 'relative')).toBe(true);
  expect(without('css-position', 'outlook.outlook-com', 'sticky')).toBe(false);
  expect(without('css-text-transform', 'outlook.windows', 'lowercase')).toBe(true);
  expect(without('css-text-transform', 'outlook.windows', 'uppercase')).toBe(false);
  expect(without('css-font-size', 'outlook.windows', '1.5rem')).toBe(true);
  expect(without('css-text-decoration', 'outlook.windows', 'overline')).toBe(true);
});

test('the Gmail app with another account is a client of its own', () => {
  const other = ['gmail.other-accounts'];
  expect(clientsWithout('html-style', other)).toEqual(other);
  expect(clientsWithout('css-selector-class', other)).toEqual(other);
  expect(clientsWithout('css-box-shadow', other)).toEqual([]); // only there, of all Gmails
  expect(clientsWithout('css-color', other)).toEqual([]);
  expect(clientsWithout('css-text-align', other, 'center')).toEqual([]);
  expect(resolveClients(['gmail'])).not.toContain('gmail.other-accounts');
  expect(resolveClients(['gmail.other-accounts'])).toEqual(other);
});

test('overrides win over the data', () => {
  expect(clientsWithout('css-display-grid', ['gmail.desktop-webmail', 'yahoo.ios'])).toEqual([]);
  expect(clientsWithout('css-hsl', ['outlook.windows'])).toEqual(['outlook.windows']);
});

test('a family stands for its clients', () => {
  expect(resolveClients(['yahoo'])).toEqual(['yahoo.android', 'yahoo.desktop-webmail', 'yahoo.ios']);
  expect(knownClients()).toEqual(expect.arrayContaining(['outlook', 'outlook.windows']));
});

const severities = async (template: string, config = {}) =>
  (
    await checkExample(
      { template, config },
      RULES.filter(({ id }) => id.startsWith('unsupported-')),
    )
  ).map(({ severity, message }) => `${severity} ${message}`);

describe('severity follows what is lost', () => {
  test('content: an error', async () => {
    const [found] = await severities("+image('https://example.com/a.webp', 'A')(width=9)");
    expect(found).toBe('error The image a.webp does nothing in Outlook (Windows) (9% of the chosen clients).');
  });
  test('layout: a warning', async () => {
    expect((await severities('div(style="display: flex") Hello'))[0]).toMatch(
      /^warning "display: flex" does nothing in Outlook \(Windows\)/,
    );
  });
  test('looks: information', async () => {
    expect((await severities('p(style="border-radius: 4px") Hello'))[0]).toMatch(/^info "border-radius: 4px"/);
  });
  test('nothing: nothing', async () => {
    expect(await severities('p(style="color: #333333") Hello')).toEqual([]);
    expect(await severities('div(style="display: flex") Hello', { clients: ['apple-mail'] })).toEqual([]);
  });
});

describe('who reads it', () => {
  test('a declaration in a media query counts for those that read the query', async () => {
    const css = (at: string) => `style.\n  ${at} { .a { word-spacing: 2px } }\np.a Hello`;
    expect((await severities(css('@media (max-width: 600px)'))).join()).not.toContain('"word-spacing: 2px"');
    expect((await severities('p(style="word-spacing: 2px") Hello')).join()).toContain('Outlook (Windows)');
  });
  test('what is for Outlook counts for Outlook', async () => {
    const forWord = await severities('p Hello\n+outlook\n  p(style="transform: rotate(3deg)") Hello');
    expect(forWord[0]).toContain('does nothing in Outlook (Windows) (9% of the chosen clients)');
  });
  test('what is hidden from Outlook does not', async () => {
    expect(await severities('+notOutlook\n  p(style="border-radius: 4px") Hello')).toEqual([]);
  });
  test('a value with a fallback before it is no mistake', async () => {
    expect(await severities('p(style="width: 50%; width: calc(100% - 20px)") Hello')).toEqual([]);
  });
  test('a selector that is inlined reaches everyone', async () => {
    expect(await severities('style.\n  p:first-child { color: #333333 }\ndiv\n  p Hello')).toEqual([]);
  });
});
