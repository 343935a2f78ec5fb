/**
 * Makes `src/rules/clients/caniemail.json` of the data of caniemail.com, which the development dependency brings.
 * Run it after an update of that package: node scripts/client-support.js
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { overrides } from './client-overrides.js';

const file = createRequire(import.meta.url).resolve('caniemail/caniemail.json');

/** What is told of the Gmail app with an account that is not Google's: only in notes, and in either direction. */
const OTHER_ACCOUNTS = [
  [/Only (supported|works) with non Google|Supported with non Google accounts only/i, 'y'],
  [/Only supported inline when using a Non Gmail/i, 'y'], // !important, in the only place there is
  [/(not supported|doesn.t work|does not render|does not submit).*non.?(Google|Gmail)|non-google account/i, 'n'],
];

/** @param {string} text the JSON, where keys such as "12" would change their places when parsed */
export function compact(text) {
  const data = JSON.parse(text.replace(/"(\d+(?:\.\d+)*)"\s*:/g, '"v$1":'));
  const clients = [...new Set(data.data.flatMap(({ stats }) => pairsOf(stats)))].sort();
  const names = Object.fromEntries(clients.map((client) => [client, nameOf(client, data.nicenames)]));
  const features = {};
  for (const { slug, title, last_test_date: tested, stats, notes_by_num: notes } of data.data) {
    const cells = clients.map((client) => cellOf(stats, client, notes));
    const without = Object.fromEntries(
      clients.flatMap((client, i) => (cells[i].without.length ? [[client, cells[i].without]] : [])),
    );
    const support = cells.map(({ status }) => status).join('') + otherAccounts(stats, notes);
    features[slug] = { title: title.trim(), tested, support, ...(Object.keys(without).length && { without }) };
  }
  clients.push('gmail.other-accounts');
  names['gmail.other-accounts'] = 'Gmail (app with another account)';
  for (const { slug, clients: changed, ...rest } of overrides) {
    features[slug] ??= { title: rest.title, tested: rest.tested, support: 'u'.repeat(clients.length) };
    const feature = features[slug];
    const cells = [...feature.support];
    for (const [client, status] of Object.entries(changed)) cells[clients.indexOf(client)] = status;
    feature.support = cells.join('');
  }
  return {
    source: 'https://www.caniemail.com, through the npm package caniemail',
    license: 'MIT License, copyright (c) 2019 Rémi Parmentier and contributors',
    date: data.last_update_date.slice(0, 10),
    support: 'one letter for each client: y yes, a in part, n no, u not tested',
    clients: names,
    features,
  };
}

function pairsOf(stats) {
  return Object.entries(stats).flatMap(([family, platforms]) =>
    Object.keys(platforms).map((platform) => `${family}.${platform}`),
  );
}

function nameOf(client, { family, platform }) {
  const [first, second] = client.split('.');
  return `${family[first]} (${platform[second]})`;
}

/** The status of the newest version, which is the last in the document, and the values that are left out of it. */
function cellOf(stats, client, notes) {
  const [family, platform] = client.split('.');
  const [status, ...numbers] = (Object.values(stats[family]?.[platform] ?? {}).at(-1) ?? 'u').split(' ');
  const texts = numbers.map((number) => notes?.[`v${number.slice(1)}`] ?? '');
  return { status, texts, without: status === 'a' ? [...new Set(texts.flatMap(valuesWithout))] : [] };
}

const QUOTED = '(?:`[^`]+`(?:,? and |,? or |, +| & )?)+';

/** Values that a note says are not supported: "Supports `sticky` but not `relative`", "`lowercase` value is not supported". */
function valuesWithout(note) {
  if (/non.?(Google|Gmail)|Hotmail|<\w|Outlook accounts/i.test(note)) return [];
  const found = [
    ...note.matchAll(new RegExp(`but not +(${QUOTED})`, 'g')),
    ...note.matchAll(new RegExp(`(${QUOTED})(?: values?| size values?)? (?:is|are) not supported`, 'g')),
  ];
  return found
    .flatMap(([, list]) => [...list.matchAll(/`([^`]+)`/g)].map(([, word]) => word))
    .filter((word) => /^[a-z][\w:-]*$/.test(word));
}

function otherAccounts(stats, notes) {
  const cells = ['gmail.ios', 'gmail.android'].map((client) => cellOf(stats, client, notes));
  for (const [pattern, status] of OTHER_ACCOUNTS)
    if (cells.some(({ texts }) => texts.some((text) => pattern.test(text)))) return status;
  return cells[1].status === 'u' ? cells[0].status : cells[1].status;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const made = compact(readFileSync(file, 'utf8'));
  const { features, ...head } = made;
  const lines = Object.entries(features).map(
    ([slug, feature]) => `    ${JSON.stringify(slug)}: ${JSON.stringify(feature)}`,
  );
  const text = `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "features": {\n${lines.join(',\n')}\n  }\n}\n`;
  writeFileSync(fileURLToPath(new URL('../src/rules/clients/caniemail.json', import.meta.url)), text);
}
