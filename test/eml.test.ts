import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeEml } from '../dist/formats/eml.js';
import type { Message } from '../dist/model/message.js';
import { jink } from './support/jink.js';
import { headerOf, readMessage } from './support/message.js';
import { png } from './support/png.js';
import { temporaryProject } from './support/project.js';

const FILES = {
  'templates/news/weekly.pug': [
    'extends jink/layout',
    'block subject',
    '  | Your week, #{name} 🎉',
    'block preheader',
    "  +preheader('Four figures')",
    'block body',
    "  img(src='assets/logo.png' alt='Logo')",
    "  img(src='assets/again.png' alt='The same')",
    "  table: tr: td(background='assets/back.gif') Hello #{name}",
    '  p The text assets/logo.png stays',
    '',
  ].join('\n'),
  'templates/news/weekly.json': '{ "name": "Ada", "token": "a1" }',
  'assets/logo.png': png(20, 10),
  'assets/again.png': png(20, 10),
  'assets/unused.png': png(30, 10),
  'assets/back.gif': Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1'),
};

const CONFIG = `export default {
  from: '"Doe, Jane" <jane@bücher.example>', replyTo: 'help@example.com',
  templates: { 'news/weekly': {
    kind: 'marketing', unsubscribe: 'https://example.com/stop?who={{token}}&list=1', listId: 'news.example.com', headers: { 'Feedback-ID': 'a:b:c' },
  } },
};`;

describe('jink render --format eml', () => {
  test('holds all that an email is, with its images', async () => {
    const root = temporaryProject({ ...FILES, 'jink.config.js': CONFIG });
    const { exitCode, stdout, stderr } = jink(['render', 'news/weekly', '--format', 'eml'], root);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const message = await readMessage(stdout);
    expect(message.subject).toBe('Your week, Ada 🎉');
    expect(message.from).toEqual({ name: 'Doe, Jane', address: 'jane@xn--bcher-kva.example' });
    expect(message.replyTo).toEqual([{ name: '', address: 'help@example.com' }]);
    expect(message.to).toBeUndefined();
    expect(message.text).toContain('Hello Ada');
    expect(message.html).toContain('Four figures');
    expect(message.html).toContain('The text assets/logo.png stays');
    const shown = [...message.html!.matchAll(/(?:src|background)="cid:([^"]+)"/g)].map(([, cid]) => `<${cid}>`);
    expect(shown.length).toBeGreaterThanOrEqual(3);
    expect(message.attachments.map(({ contentId }) => contentId).toSorted()).toEqual([...new Set(shown)].toSorted());
    expect(message.attachments).toHaveLength(2);
    expect(message.attachments.find(({ mimeType }) => mimeType === 'image/png')).toMatchObject({
      related: true,
      disposition: 'inline',
      content: new Uint8Array(png(20, 10)).buffer,
    });
    expect(headerOf(message, 'List-Unsubscribe')).toBe('<https://example.com/stop?who=a1&list=1>');
    expect(headerOf(message, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    expect(headerOf(message, 'List-ID')).toBe('<news.example.com>');
    expect(headerOf(message, 'Auto-Submitted')).toBe('auto-generated');
    expect(headerOf(message, 'Feedback-ID')).toBe('a:b:c');
    expect(message.messageId).toMatch(/^<[\da-f]{40}@xn--bcher-kva\.example>$/);
  });

  test('images that are published stay links', async () => {
    const root = temporaryProject({
      ...FILES,
      'jink.config.js': "export default { baseUrl: 'https://cdn.example.com' };",
    });
    const message = await readMessage(jink(['render', 'news/weekly', '--format', 'eml'], root).stdout);
    expect(message.attachments).toEqual([]);
    expect(message.html).toContain('src="https://cdn.example.com/logo.png"');
  });

  test('a link to a file outside of the project is not followed', () => {
    const outside = temporaryProject({ 'secret.png': png(5, 5) });
    const root = temporaryProject({
      'templates/a.pug': "title A\nimg(src='assets/secret.png' alt='x')\n",
      'assets/a.png': png(1, 1),
    });
    symlinkSync(join(outside, 'secret.png'), join(root, 'assets/secret.png'));
    expect(jink(['render', 'a', '--format', 'eml'], root).stdout).not.toContain('cid:');
  });

  test('an unsubscribe address that the data spoils is refused', () => {
    const root = temporaryProject({
      ...FILES,
      'jink.config.js': CONFIG,
      'data.json': '{ "name": "A", "token": "x> <y" }',
    });
    const { exitCode, stdout, stderr } = jink(
      ['render', 'news/weekly', '--format', 'eml', '--data', 'data.json'],
      root,
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('unsubscribe-address');
  });
});

describe('jink build --format eml', () => {
  test('gives the same bytes each time, with the default scenario or the one asked for', async () => {
    const build = (...args: string[]) => {
      const root = temporaryProject({ ...FILES, 'templates/news/weekly.bo.json': '{ "name": "Bo", "token": "b" }' });
      expect(jink(['build', '--format', 'html,eml', ...args], root)).toMatchObject({ exitCode: 0 });
      const out = (name: string) => readFileSync(join(root, 'dist', name));
      return {
        eml: out('news/weekly.eml'),
        html: String(out('news/weekly.html')),
        manifest: String(out('manifest.json')),
      };
    };
    const first = build();
    expect(build()).toEqual(first);
    expect(first.html).toContain('{{{name}}}'.slice(1, -1));
    expect(JSON.parse(first.manifest).templates['news/weekly'].outputs.eml).toBe('news/weekly.eml');
    expect((await readMessage(first.eml)).subject).toBe('Your week, Ada 🎉');
    expect(first.eml.toString('latin1')).not.toMatch(/(?<!\r)\n|\r(?!\n)/);
    expect((await readMessage(build('--merge', 'bo').eml)).subject).toBe('Your week, Bo 🎉');
  });
});

const MESSAGE: Message = {
  subject: 'Hello',
  preheader: '',
  html: '<p>Hello</p>',
  text: 'Hello\n',
  from: { address: 'jane@example.com' },
  to: [{ address: 'ada@example.com' }],
  date: new Date(0),
  messageId: 'abc@example.com',
  headers: {},
  attachments: [],
};

describe('writeEml', () => {
  test.each<[string, Partial<Message>]>([
    ['a long subject with emoji', { subject: `🎉 ${'Straße, '.repeat(40)}.` }],
    ['a name with quotes and commas', { to: [{ name: 'Lovelace, "Ada" é', address: 'ada@example.com' }] }],
    ['100 KB in one line of German', { html: `<p>${'Größe '.repeat(16_000)}</p>` }],
    ['Chinese', { html: `<p>${'你好，世界。'.repeat(3000)}</p>`, text: '你好\n' }],
    ['lines that begin with dots', { html: '<p>\n.\n..\n</p>', text: '.\n..\nFrom me\n' }],
  ])('%s is read as it was meant', async (_, change) => {
    const meant = { ...MESSAGE, ...change };
    const raw = await writeEml(meant);
    const message = await readMessage(raw);
    expect(message.subject).toBe(meant.subject);
    expect(message.to).toEqual(meant.to.map(({ name = '', address }) => ({ name, address })));
    expect(message.html!.trim()).toBe(meant.html);
    expect(message.text!.trim()).toBe(meant.text.trim());
    for (const line of raw.toString('latin1').split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
    expect(await writeEml(meant)).toEqual(raw);
  });

  test('attachments and invitations go along', async () => {
    const content = Buffer.from('a,b\n1,2\n');
    const ics = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n';
    const raw = await writeEml({
      ...MESSAGE,
      attachments: [{ filename: 'Größe.csv', content, contentType: 'text/csv' }],
      invitation: { method: 'REQUEST', content: ics },
    });
    const { attachments } = await readMessage(raw);
    expect(attachments.find(({ mimeType }) => mimeType === 'text/csv')).toMatchObject({
      filename: 'Größe.csv',
      disposition: 'attachment',
    });
    expect(attachments.some(({ mimeType, method }) => mimeType === 'text/calendar' && method === 'REQUEST')).toBe(true);
  });
});
