import { expect, test } from 'vitest';
import { readMimeTree } from '../../dist/mail/mime-tree.js';
import { readMessage } from '../../dist/server/inbox/read-message.js';
import { frameMessage } from '../../dist/tasks/frame-message.js';
import { png } from '../support/png.js';

const message = (...lines: string[]) => Buffer.from(lines.join('\r\n'));

const MIXED = message(
  'From: "Lovelace, Ada" <ada@example.com>',
  'To: =?utf-8?Q?J=C3=BCrgen?= <j@example.com>, Team: a@example.com, b@example.com;',
  'Subject: =?utf-8?B?R3LDvMOfZSDwn5iA?=',
  'Content-Type: multipart/mixed;',
  '  boundary="a b"',
  '',
  'Nobody reads this.',
  '--a b',
  'Content-Type: multipart/related; boundary="a b-c"',
  '',
  '--a b-c',
  'Content-Type: text/html; charset=UTF-8',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '<img src=3D"cid:used@x"><img src=3D"cid:gone@x">',
  '--a b-c',
  'Content-Type: image/png',
  'Content-ID: <used@x>',
  'Content-Transfer-Encoding: base64',
  'Content-Disposition: inline; filename=a.png',
  '',
  png(1, 1).toString('base64'),
  '--a b-c',
  'Content-Type: image/gif',
  'Content-ID: <unused@x>',
  '',
  'GIF89a',
  '--a b-c--',
  '--a b',
  "Content-Type: application/pdf; name*0*=utf-8''B%C3%BC; name*1*=cher.pdf",
  'Content-Disposition: attachment',
  '',
  '%PDF',
  '--a b--',
  'nor this',
);

test('the tree of parts tells types, encodings, sizes, names and which images are shown', async () => {
  const { parts, files, subject, from, to } = await readMessage(MIXED);
  const print = (part: typeof parts, depth = 0): string[] => [
    `${'  '.repeat(depth)}${[part.type, part.charset, part.encoding, part.bytes, part.filename, part.cid, part.isUsed].join(' ').trimEnd()}`,
    ...part.parts.flatMap((one) => print(one, depth + 1)),
  ];
  expect(print(parts).map((line) => line.replace(/ +/g, (blanks, at) => (at ? ' ' : blanks)))).toEqual([
    expect.stringMatching(/^multipart\/mixed 7bit \d+$/),
    expect.stringMatching(/^ {2}multipart\/related 7bit \d+$/),
    '    text/html utf-8 quoted-printable 48',
    expect.stringMatching(/^ {4}image\/png base64 \d+ a\.png used@x true$/),
    '    image/gif 7bit 6 unused@x false',
    '  application/pdf 7bit 4 Bücher.pdf',
  ]);
  expect(files.map(({ filename, type, cid, isUsed }) => [filename, type, cid, isUsed])).toEqual([
    ['a.png', 'image/png', 'used@x', true],
    ['', 'image/gif', 'unused@x', false],
    ['Bücher.pdf', 'application/pdf', undefined, false],
  ]);
  expect(subject).toBe('Grüße 😀');
  expect(from).toEqual({ name: 'Lovelace, Ada', address: 'ada@example.com' });
  expect(to.map(({ address }) => address)).toEqual(['j@example.com', 'a@example.com', 'b@example.com']);
});

test('images that go along are put into the HTML, others and what only claims to be one are not', async () => {
  const { html, files } = await readMessage(MIXED);
  const framed = frameMessage(html, files);
  expect(framed).toContain(`<img src="data:image/png;base64,${png(1, 1).toString('base64')}">`);
  expect(framed).toContain('<img src="data:,">');
  const script = { cid: 's', content: Buffer.from('<script>alert(1)</script>') };
  expect(frameMessage('<img src="cid:s">', [script])).toBe('<img src="data:,">');
  expect(
    frameMessage('<p>Write cid:s for it</p><td background=cid:p style="a:url(cid:p)">', [
      { cid: 'p', content: Buffer.from('GIF89a') },
    ]),
  ).toBe(
    '<p>Write cid:s for it</p><td background="data:image/gif;base64,R0lGODlh" style="a:url(data:image/gif;base64,R0lGODlh)">',
  );
});

const nested = (depth: number) =>
  Array.from({ length: depth }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`).join('');

test.each([
  ['2,000 parts in each other', nested(2000)],
  ['100,000 parts in each other', nested(100_000)],
  [
    '100,000 parts beside each other',
    `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(100_000)}`,
  ],
  ['a boundary without a line', `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b'.repeat(2_000_000)}`],
  ['a header of 20 MB', `X-Long: ${'x '.repeat(10_000_000)}`],
  ['30,000 parameters', `Content-Type: multipart/mixed${';a*0*=x'.repeat(30_000)}\r\n\r\nx`],
  ['100,000 quotes in an address', `To: ${'"'.repeat(100_001)}\r\n\r\nx`],
  ['100,000 brackets in an address', `To: ${'('.repeat(100_001)}\r\n\r\nx`],
  ['100,000 headers', `${'X-A: b\r\n'.repeat(100_000)}\r\nx`],
  ['8 million lines', `Content-Type: text/plain\r\n\r\n${'x\r\n'.repeat(8_000_000)}`],
])('%s: read in no time, and its subject is known', async (_what, rest) => {
  const raw = Buffer.from(`From: a@example.com\r\nSubject: Hello\r\n${rest}`);
  const start = performance.now();
  const { subject, html } = await readMessage(raw);
  expect(performance.now() - start).toBeLessThan(3000);
  expect([subject, html]).toEqual(['Hello', '']);
});

test('what is broken is shown as far as it goes', async () => {
  for (const raw of [
    '',
    '\r\n',
    'no header at all',
    'Subject',
    ': empty name\r\n\r\nx',
    'Content-Type: multipart/mixed\r\n\r\nno boundary',
    'Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n--',
    'Content-Type: text/html; charset=martian\r\nContent-Transfer-Encoding: rot13\r\n\r\n<p>x',
    'Content-Transfer-Encoding: base64\r\n\r\n!!!!',
    'Subject: =?utf-8?B?////?= =?x?Q?=ZZ?=\r\n\r\nx',
    '\u0000\u0001\u0002',
  ])
    expect(await readMessage(Buffer.from(raw))).toMatchObject({ parts: { parts: expect.any(Array) } });
  expect(
    readMimeTree(Buffer.from('Content-Type: multipart/x; boundary=b\n\n--b\nA: b\n\nx\n--b--')).parts,
  ).toHaveLength(1);
});
