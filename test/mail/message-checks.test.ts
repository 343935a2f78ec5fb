import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { MESSAGE_CHECKS } from '../../dist/mail/message-checks/index.js';
import { RULES } from '../../dist/rules/index.js';
import { readMessage } from '../../dist/server/inbox/read-message.js';
import { checkMessage } from '../../dist/tasks/check-message.js';
import { openProject } from '../../dist/tasks/project.js';
import { temporaryProject } from '../support/project.js';

const HEAD = ['From: ada@example.com', 'Date: Sat, 21 Nov 2026 10:00:00 +0000', 'Message-ID: <1@example.com>'];

/** What is found in a message of these lines, as `code: message`. */
async function check(...lines: string[]): Promise<string[]> {
  const raw = Buffer.from(lines.join('\r\n'));
  const { config } = await openProject({ root: temporaryProject({}) });
  const { findings } = await checkMessage({ raw, ...(await readMessage(raw)) }, RULES, config);
  return findings.map(({ code, message }) => `${code}: ${message}`);
}

const whole = (...more: string[]) => [...HEAD, 'Subject: Hello', ...more];
const plain = (...headers: string[]) => [...whole(...headers), '', 'Hello Ada'];

test('a message that is fine passes every check', async () => {
  expect(await check(...plain())).toEqual([]);
  expect(
    await check(
      ...plain(
        'List-Unsubscribe: <https://example.com/stop?r=1>,\r\n <mailto:stop@example.com>',
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
        'DKIM-Signature: v=1; a=rsa-sha256; d=example.com; s=2026;\r\n h=from:subject:list-unsubscribe:List-Unsubscribe-Post; bh=x; b=y',
      ),
    ),
  ).toEqual([]);
});

test.each<[string, string[], RegExp[]]>([
  [
    'no Date and two From',
    ['From: a@example.com', 'From: b@example.com', 'Subject:', '', 'x'],
    [
      /required-headers: There are 2 headers "From"/,
      /required-headers: There is no header "Date"/,
      /required-headers: There is no header "Message-ID"/,
      /required-headers: The subject is empty/,
    ],
  ],
  [
    'HTML alone',
    whole('Content-Type: text/html; charset=utf-8', '', '<p>Hello Ada'),
    [/text-and-html: There is HTML and no text part/],
  ],
  [
    'placeholders in the subject and the text',
    [...HEAD, 'Subject: Hello {{name}}', '', 'Dear *|FNAME|*'],
    [
      /placeholder-left: \{\{name\}\} is left in the header "Subject"/,
      /placeholder-left: \*\|FNAME\|\* is left in the text part/,
    ],
  ],
  [
    'a placeholder in the HTML',
    whole('Content-Type: text/html; charset=utf-8', '', '<p>Hello {{name}}'),
    [/unresolved-merge-tag/],
  ],
  ['a long line', [...plain(), 'x'.repeat(999)], [/line-length: Line 7 of the message has 999 bytes/]],
  ['letters that are not encoded', plain('X-Name: Jürgen'), [/encoding-told: The header "X-Name"/]],
  [
    'eight bits',
    plain('Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit'),
    [/encoding-told: .* 8bit/],
  ],
  ['no charset', plain('Content-Transfer-Encoding: quoted-printable'), [/does not say its charset/]],
  ['an encoding that nobody knows', plain('Content-Transfer-Encoding: rot13'), [/"rot13" is no encoding/]],
  [
    'eleven megabytes',
    [...plain(), ...Array.from({ length: 11_000 }, () => 'x'.repeat(998))],
    [/message-size: The message has 11\.0 MB/],
  ],
  [
    'an image that is not there',
    whole('Content-Type: text/html; charset=utf-8', '', '<img alt="A" width="1" src="cid:a@b">'),
    [/embedded-images: The HTML shows cid:a@b/],
  ],
  [
    'no brackets',
    plain('List-Unsubscribe: https://example.com/stop'),
    [/list-unsubscribe-header: .* angle brackets/, /one-click/],
  ],
  [
    'http',
    plain('List-Unsubscribe: <http://example.com/stop>', 'List-Unsubscribe-Post: List-Unsubscribe=One-Click'),
    [/http:\/\/example.com\/stop is not encrypted/, /no https address/],
  ],
  [
    'another scheme',
    plain('List-Unsubscribe: <javascript:alert(1)>', 'List-Unsubscribe-Post: List-Unsubscribe=One-Click'),
    [/neither an https nor a mailto/],
  ],
  [
    'no one-click',
    plain('List-Unsubscribe: <https://example.com/stop>'),
    [/one-click: There is no header List-Unsubscribe-Post/],
  ],
  [
    'a wrong one-click',
    plain('List-Unsubscribe: <https://example.com/stop>', 'List-Unsubscribe-Post: yes'),
    [/one-click: List-Unsubscribe-Post has to say/],
  ],
  [
    'a signature that leaves it out',
    plain(
      'List-Unsubscribe: <https://example.com/stop>',
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      'DKIM-Signature: v=1; d=example.com; s=a; h=from:to; bh=x; b=y',
    ),
    [/does not cover the header "list-unsubscribe"/, /does not cover the header "list-unsubscribe-post"/],
  ],
  [
    'a link without encryption',
    whole('Content-Type: text/html; charset=utf-8', '', '<a href="http://example.com/">Our page</a>'),
    [/insecure-http/],
  ],
  [
    'an image without words',
    whole('Content-Type: text/html; charset=utf-8', '', '<img src="https://example.com/a.png" width="9">'),
    [/img-alt/],
  ],
  [
    'too much for Gmail',
    whole('Content-Type: text/html; charset=utf-8', '', '<p>Far too much of it</p>\r\n'.repeat(5000)),
    [/gmail-clip: The HTML has 1\d\d/],
  ],
  [
    'far too much for anybody',
    whole('Content-Type: text/html; charset=utf-8', '', '<p>Far too much of it</p>\r\n'.repeat(50_000)),
    [/gmail-clip: The HTML has 1\d{3}/],
  ],
])('%s', async (_what, lines, expected) => {
  const found = await check(...lines);
  for (const pattern of expected) expect(found).toContainEqual(expect.stringMatching(pattern));
});

test('what is said of many lines in the same words is said once', async () => {
  const raw = Buffer.from(
    whole('Content-Type: text/html; charset=utf-8', '', '<a href="http://example.com/">Our page</a>'.repeat(7)).join(
      '\r\n',
    ),
  );
  const { config } = await openProject({ root: temporaryProject({}) });
  const { findings } = await checkMessage({ raw, ...(await readMessage(raw)) }, RULES, config);
  expect(findings.filter(({ code }) => code === 'insecure-http')).toMatchObject([{ times: 7, part: 'html' }]);
});

test('docs/inbox.md lists every check, and no other', () => {
  const rows = MESSAGE_CHECKS.map(({ id, summary, why }) => `| \`${id}\` | ${summary} | ${why} |`);
  const path = fileURLToPath(new URL('../../docs/inbox.md', import.meta.url));
  const page = readFileSync(path, 'utf8');
  const table = ['| check | asks that | because |', '| --- | --- | --- |', ...rows].join('\n');
  const expected = page.replace(/(<!-- checks -->\n)[\s\S]*(<!-- \/checks -->)/, (_, a, b) => `${a}\n${table}\n\n${b}`);
  if (process.env.UPDATE) writeFileSync(path, expected);
  expect(page).toBe(expected);
});
