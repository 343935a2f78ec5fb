import { describe, expect, test } from 'vitest';
import { parseAddress, printAddress, splitAddresses } from '../../dist/mail/address.js';

describe('addresses', () => {
  test.each([
    ['ada@example.com', { address: 'ada@example.com' }],
    [' ada@example.com ', { address: 'ada@example.com' }],
    ['<ada@example.com>', { address: 'ada@example.com' }],
    ['Ada Lovelace <ada@example.com>', { name: 'Ada Lovelace', address: 'ada@example.com' }],
    ['"Lovelace, Ada \\"A\\"" <ada@example.com>', { name: 'Lovelace, Ada "A"', address: 'ada@example.com' }],
    ['Zoë <zoe@bücher.example>', { name: 'Zoë', address: 'zoe@xn--bcher-kva.example' }],
    ["o'neill+tag@mail.example.com", { address: "o'neill+tag@mail.example.com" }],
    ['jink@localhost', { address: 'jink@localhost' }],
  ])('%s', (written, address) => {
    expect(parseAddress(written)).toEqual({ address });
  });

  test.each([
    'ada@example.com\r\nBcc: eve@example.com',
    'ada@example.com\0',
    'Ada\r\nBcc: eve@example.com <ada@example.com>',
    'ada@example.com>,<eve@example.com',
    'ada@example.com, eve@example.com',
    'ada@example.com;eve@example.com',
    '"eve@evil.example x"@example.com',
    'Friends: ada@example.com, eve@example.com;',
    'Lovelace, Ada <ada@example.com>',
    'Ada <ada@example.com> <eve@example.com>',
    'ada(comment)@example.com',
    'not-an-address',
    '@example.com',
    'ada@',
    'ada@exa mple.com',
    'ada@[127.0.0.1]',
    'ada@-example.com',
    'ada@example..com',
    '.ada@example.com',
    'a..b@example.com',
    `${'a'.repeat(65)}@example.com`,
    `ada@${'a'.repeat(64)}.example`,
    '('.repeat(10_000),
    '',
    '  ',
  ])('refuses %j', (written) => {
    expect(parseAddress(written)).toEqual({ reason: expect.any(String) });
  });

  test.each([undefined, null, 3, {}, { address: 'ada@example.com' }, ['ada@example.com']])('refuses %j', (written) => {
    expect(parseAddress(written)).toEqual({ reason: 'it is not a text' });
  });

  test('a list is parted at its commas, but for those in quotes', () => {
    expect(splitAddresses('ada@example.com, "Lovelace, Ada" <b@example.com>,,c@example.com')).toEqual([
      'ada@example.com',
      '"Lovelace, Ada" <b@example.com>',
      'c@example.com',
    ]);
  });

  test('what is printed is read again as the same', () => {
    for (const name of ['Ada', 'Lovelace, Ada', 'A "quoted" \\ name', 'Zoë', "O'Neill"]) {
      const address = { name, address: 'ada@example.com' };
      expect(parseAddress(printAddress(address))).toEqual({ address });
    }
  });
});
