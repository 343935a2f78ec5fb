import { expect, test } from 'vitest';
import type { EmailDetail, ServerEvent } from '../../src/model/protocol.js';
import { png } from '../support/png.js';
import { type Preview, startPreview } from '../support/preview.js';

/* Real files, real changes: whatever happens to a project, the preview goes on and ends in the right state. */

const FILES = {
  'jink.config.json': '{ "locals": { "brand": "Brand" } }',
  'templates/welcome.pug': "include ../parts/header\np Hello #{name} of #{brand}\n+image('assets/logo.png', 'Logo')\n",
  'templates/welcome.json': '{ "name": "Ada" }',
  'templates/welcome.other.json': '{ "name": "Grace" }',
  'templates/billing/receipt.pug': '+spacer(8)\np A receipt\n',
  'templates/page.html': '<p class="shared">A page</p>',
  'parts/header.pug': '.header Header\n',
  'styles/email.scss': '.shared { color: #222222; }',
  'assets/logo.png': png(100, 50),
};

const start = () => startPreview(FILES);

const startChecked = () => startPreview(FILES, { checked: true });

async function html(preview: Preview, name: string, query = ''): Promise<string> {
  return (await preview.detail(name, query)).html;
}

function namesIn(preview: Preview): Promise<string[]> {
  return preview.list().then(({ templates }) => templates.map(({ name }) => name));
}

/** The names that were compiled in the last round. */
function lastRound({ rounds }: Preview): string[] {
  return rounds.at(-1)!.templates.map(({ name }) => name);
}

test('only what depends on a change is compiled', async () => {
  const preview = await start();
  expect(lastRound(preview)).toEqual(['billing/receipt', 'page', 'welcome']);
  await preview.after(() => preview.write('parts/header.pug', '.header Other\n'));
  expect(lastRound(preview)).toEqual(['welcome']);
  expect(await html(preview, 'welcome')).toContain('Other');
  await preview.after(() => preview.write('styles/email.scss', '.shared { color: #123456; }'));
  expect(lastRound(preview)).toEqual(['billing/receipt', 'page', 'welcome']);
  expect(await html(preview, 'page')).toContain('#123456');
  const rounds = preview.rounds.length;
  await preview.after(() => preview.write('README.md', 'Words'));
  expect(preview.rounds.length).toBe(rounds);
  expect(preview.complaints).toEqual([]);
});

test('a revision is another one only when its email is', async () => {
  const preview = await start();
  const before = await preview.scenario('welcome');
  const page = await preview.scenario('page');
  await preview.after(() => preview.write('templates/welcome.other.json', '{ "name": "Mary" }'));
  expect(await preview.scenario('welcome')).toEqual(before);
  expect((await preview.scenario('welcome', 'other')).revision).toBeGreaterThan(before.revision);
  await preview.after(() => preview.write('assets/logo.png', Buffer.concat([png(100, 50), Buffer.from('more')])));
  expect((await preview.scenario('welcome')).revision).toBeGreaterThan(before.revision);
  expect(await preview.scenario('page')).toEqual(page);
});

/** A mistake in a file, and its code. */
const MISTAKES: [what: string, file: string, content: string, code: string][] = [
  ['the template', 'templates/welcome.pug', 'p(title="x"', 'unclosed-bracket'],
  ['an include', 'parts/header.pug', '+nothing', 'unknown-mixin'],
  ['Sass', 'styles/email.scss', 'p { color: $nothing; }', 'sass-unknown'],
  ['sample data', 'templates/welcome.json', '{ "name": }', 'invalid-json'],
  ['the template, which is no text', 'templates/welcome.pug', '\0\0', 'unreadable-file'],
];

test.each(MISTAKES)('a mistake in %s leaves the last good email', async (_what, file, content, code) => {
  const preview = await start();
  const good = await html(preview, 'welcome');
  const { revision } = await preview.scenario('welcome');
  await preview.after(() => preview.write(file, content));
  const broken = await preview.detail('welcome');
  expect(broken).toMatchObject({ html: good, isBroken: true });
  expect(broken.diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  expect(await preview.scenario('welcome')).toMatchObject({ isBroken: true });
  expect((await preview.scenario('welcome')).revision).toBeGreaterThan(revision);
  expect((await preview.get('/view/welcome')).status).toBe(200);
  await preview.after(() => preview.write(file, FILES[file as keyof typeof FILES] as string));
  expect(await preview.detail('welcome')).toMatchObject({ html: good, isBroken: false });
  expect(preview.complaints).toEqual([]);
});

test('a mistake in the data of one scenario is none of the others', async () => {
  const preview = await start();
  await preview.after(() => preview.write('templates/welcome.other.json', '{ "name": '));
  const other = await preview.detail('welcome', '?scenario=other');
  expect(other).toMatchObject({ isBroken: true, data: '{ "name": ' });
  expect(other.html).toContain('Grace');
  expect(other.diagnostics[0]).toMatchObject({ code: 'invalid-json' });
  expect(await preview.detail('welcome')).toMatchObject({ isBroken: false });
});

test('templates, scenarios and folders come and go', async () => {
  const preview = await start();
  await preview.after(() => preview.write('templates/new.pug', 'p New'));
  expect(await namesIn(preview)).toEqual(['billing/receipt', 'new', 'page', 'welcome']);
  await preview.after(() => preview.remove('templates/new.pug'));
  expect(await namesIn(preview)).toEqual(['billing/receipt', 'page', 'welcome']);
  expect((await preview.get('/view/new')).status).toBe(404);
  await preview.after(() => preview.rename('templates/billing', 'templates/invoices'));
  expect(await namesIn(preview)).toEqual(['invoices/receipt', 'page', 'welcome']);
  expect(await html(preview, 'invoices/receipt')).toContain('A receipt');
  await preview.after(() => preview.write('templates/page.short.json', '{}'));
  expect((await preview.scenario('page', 'short')).isBroken).toBe(false);
  await preview.after(() => preview.remove('templates/page.short.json'));
  await expect(preview.scenario('page', 'short')).rejects.toThrow();
  expect(preview.complaints).toEqual([]);
});

test('the folder of the templates vanishes and comes back', async () => {
  const preview = await start();
  const good = await html(preview, 'welcome');
  await preview.after(() => preview.rename('templates', 'elsewhere'));
  expect(await namesIn(preview)).toEqual([]);
  await preview.after(() => preview.rename('elsewhere', 'templates'));
  expect(await namesIn(preview)).toEqual(['billing/receipt', 'page', 'welcome']);
  expect(await html(preview, 'welcome')).toBe(good);
  await preview.after(() => preview.remove('templates'));
  expect(await namesIn(preview)).toEqual([]);
  await preview.after(() => preview.write('templates/page.html', '<p>Again</p>'));
  expect(await html(preview, 'page')).toContain('Again');
  expect(preview.complaints).toEqual([]);
});

test('another config is another project, and a broken one waits until it is mended', async () => {
  const preview = await start();
  await preview.after(() => preview.write('jink.config.json', '{ "locals": { "brand": "Other" } }'));
  expect(await html(preview, 'welcome')).toContain('Hello Ada of Other');
  await preview.after(() => preview.write('jink.config.json', '{ "locals": '));
  expect((await preview.list()).diagnostics).toMatchObject([
    { severity: 'error', place: { file: 'jink.config.json' } },
  ]);
  expect(await html(preview, 'welcome')).toContain('Hello Ada of Other');
  await preview.after(() => preview.write('templates/page.html', '<p>Meanwhile</p>'));
  expect(await html(preview, 'page')).toContain('Meanwhile');
  expect((await preview.list()).diagnostics).toHaveLength(1);
  await preview.after(() => preview.write('jink.config.json', '{ "locals": { "brand": "Mended" } }'));
  expect(await html(preview, 'welcome')).toContain('Hello Ada of Mended');
  expect((await preview.list()).diagnostics).toEqual([]);
  await preview.after(() => preview.remove('jink.config.json'));
  expect((await preview.detail('welcome')).isBroken).toBe(true);
  expect(preview.complaints).toEqual([]);
});

test('what a config imports belongs to it', async () => {
  const preview = await startPreview({
    'jink.config.ts': "import { brand } from './brand'; export default { locals: { brand } };",
    'brand.ts': "export const brand = 'Brand';",
    'templates/page.pug': 'p= brand',
  });
  expect(await html(preview, 'page')).toContain('Brand');
  await preview.after(() => preview.write('brand.ts', "export const brand = 'Other brand';"));
  expect(await html(preview, 'page')).toContain('Other brand');
  await preview.after(() => preview.write('brand.ts', 'export const brand = ;'));
  expect((await preview.list()).diagnostics).toHaveLength(1);
  await preview.after(() => preview.write('brand.ts', "export const brand = 'Mended brand';"));
  expect(await html(preview, 'page')).toContain('Mended brand');
});

test.each(['ts', 'js', 'mjs'])('a config in .%s is read anew, whatever it asks for', async (extension) => {
  const config = (brand: string) => `export default { locals: { brand: process.env.NO_SUCH_BRAND ?? '${brand}' } };`;
  const preview = await startPreview({
    'package.json': '{ "type": "module" }',
    [`jink.config.${extension}`]: config('Brand'),
    'templates/page.pug': 'p= brand',
  });
  expect(await html(preview, 'page')).toContain('Brand');
  await preview.after(() => preview.write(`jink.config.${extension}`, config('Other brand')));
  expect(await html(preview, 'page')).toContain('Other brand');
});

test('two hundred saves end in one right state', async () => {
  const preview = await startChecked();
  const files = ['templates/welcome.pug', 'parts/header.pug', 'templates/welcome.json', 'styles/email.scss'];
  const content = [
    (n: number) => (n % 3 ? `include ../parts/header\np Number ${n} of #{name}\n` : `p(broken ${n}`),
    (n: number) => `.header Header ${n}\n`,
    (n: number) => (n % 5 ? `{ "name": "Ada ${n}" }` : '{ "name": '),
    (n: number) => (n % 7 ? `p { margin: ${n}px; }` : 'p { margin: '),
  ];
  await preview.after(async () => {
    for (let n = 0; n < 200; n++) {
      preview.write(files[n % 4]!, content[n % 4]!(n));
      await new Promise((done) => setTimeout(done, n % 20 === 0 ? 50 : 3));
    }
  });
  const { html: end, isBroken, isChecked } = await preview.detail('welcome');
  expect({ isBroken, isChecked }).toEqual({ isBroken: false, isChecked: true });
  expect(end).toContain('Number 196 of Ada 198');
  expect(end).toContain('Header 197');
  expect(end).toContain('margin:199px');
  expect(preview.complaints).toEqual([]);
});

test('many templates are written, and all are gone again', async () => {
  const preview = await start();
  await preview.after(() => {
    for (let n = 0; n < 100; n++) preview.write(`templates/many/t${n}.pug`, `p Number ${n}\n`);
  });
  expect(await namesIn(preview)).toHaveLength(103);
  expect(await html(preview, 'many/t99')).toContain('Number 99');
  await preview.after(() => preview.remove('templates/many'));
  expect(await namesIn(preview)).toHaveLength(3);
  expect(preview.complaints).toEqual([]);
});

/** Reads events until one holds what is looked for. */
async function readEvents(response: Response, until: (event: ServerEvent) => boolean): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body!) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    const whole = text.split('\n\n');
    text = whole.pop()!;
    for (const each of whole) {
      const data = /^data: (.*)$/m.exec(each)?.[1];
      if (!data) continue;
      events.push(JSON.parse(data) as ServerEvent);
      if (until(events.at(-1)!)) return events;
    }
  }
  return events;
}

test('pages are told at once, and after each change', async () => {
  const preview = await startChecked();
  const response = await preview.get('/api/events');
  expect(response.headers.get('Content-Type')).toBe('text/event-stream; charset=utf-8');
  const reading = readEvents(response, ({ type }) => type === 'checked');
  await preview.after(() => preview.write('templates/page.html', '<p>Told</p>'));
  const events = await reading;
  expect(events[0]).toMatchObject({ type: 'templates', changed: [] });
  expect(events.map(({ type }) => type)).toEqual(['templates', 'busy', 'templates', 'checked']);
  expect(events[2]).toMatchObject({ changed: ['templates/page.html'] });
  expect(events[3]).toMatchObject({ names: ['page'] });
  const revisions = events.flatMap((event) => ('list' in event ? [event.list.revision] : []));
  expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
});

test('what somebody looks at comes first', async () => {
  const preview = await start();
  await preview.after(() => {
    for (let n = 0; n < 40; n++) preview.write(`templates/many/t${n}.pug`, '+spacer(8)\n'.repeat(40));
  });
  await readEvents(await preview.get('/api/events?name=welcome'), () => true);
  preview.told.length = 0;
  await preview.after(() => preview.write('styles/email.scss', 'p { margin: 7px; }'));
  const lists = preview.told.flatMap((event) => (event.type === 'templates' ? [event.list] : []));
  expect(lists.length).toBeGreaterThan(1);
  const first = lists[0]!;
  const newest = first.templates.filter(({ scenarios }) =>
    scenarios.some(({ revision }) => revision >= first.revision - 1),
  );
  expect(newest.map(({ name }) => name)).toEqual(['welcome']);
});

test('a request waits for an email that is still being compiled', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 60 }, (_, n) => [`templates/t${n}.pug`, '+spacer(8)\n'.repeat(60)]),
  );
  const preview = await startPreview(files, { rested: false });
  const last = (await (await preview.get('/api/emails/t9')).json()) as EmailDetail;
  expect(last.html).toContain('<html');
  expect((await preview.list()).templates.some(({ scenarios }) => scenarios[0]!.revision === 0)).toBe(true);
  await preview.emails.settle();
  expect((await preview.list()).templates.every(({ scenarios }) => scenarios[0]!.revision > 0)).toBe(true);
});
