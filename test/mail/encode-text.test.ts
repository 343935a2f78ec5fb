import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeText } from '../../dist/mail/encode-text.js';

/* What is encoded is read as it was, and every line can cross every server. */

const pieces = fc.constantFrom(
  'a',
  'word ',
  ' ',
  '\t',
  '\n',
  '\r\n',
  '\r',
  '=',
  '.',
  'é',
  '▲',
  '🎉',
  '你',
  '\0',
  '\x7f',
  'x'.repeat(80),
);
const texts = fc.array(pieces, { maxLength: 120 }).map((parts) => parts.join(''));

function decode(encoding: string, content: Buffer): string {
  const text = content.toString('latin1');
  if (encoding === '7bit') return text;
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString('utf8');
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([\dA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

test('any text is read as it was', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const { encoding, content } = encodeText(text);
      expect(decode(encoding, content)).toBe(text.replace(/\r\n?|\n/g, '\r\n'));
      for (const line of content.toString('latin1').split('\r\n')) {
        expect(line).toMatch(/^[\t -~]{0,76}$/);
        if (encoding !== '7bit') expect(line).not.toMatch(/[ \t]$/);
      }
    }),
    { numRuns: 3000 },
  );
});

test('what one character needs stays in one line', () => {
  const { content } = encodeText(`${'a'.repeat(60)}${'Größe ▲🎉 '.repeat(40)}${'a'.repeat(400)}`);
  for (const line of content.toString('latin1').split('=\r\n'))
    expect(
      Buffer.from(
        line.replace(/=([\dA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      ).toString('utf8'),
    ).not.toContain('\uFFFD');
});

test.each([
  ['Hello\n', '7bit'],
  ['x'.repeat(77), 'quoted-printable'],
  ['Die Häuser am Meer sind groß\n', 'quoted-printable'],
  ['你好，世界。', 'base64'],
  ['', '7bit'],
])('%j is %s', (text, encoding) => {
  expect(encodeText(text).encoding).toBe(encoding);
});
