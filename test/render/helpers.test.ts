import { describe, expect, test } from 'vitest';
import { createHelpers, helperMakers } from '../../dist/render/helpers/index.js';
import { helperComments } from '../support/helper-comments.js';

const english = createHelpers();
const german = createHelpers({ locale: 'de', timeZone: 'Europe/Berlin' });
const polish = createHelpers({ locale: 'pl', timeZone: 'Europe/Warsaw' });
const arabic = createHelpers({ locale: 'ar-EG', timeZone: 'Africa/Cairo' });

describe('the examples in the comments', () => {
  const comments = helperComments();

  test('every helper has some', () => {
    expect(comments.map(({ name }) => name)).toEqual(Object.keys(helperMakers).sort());
    for (const { examples } of comments) expect(examples.length).toBeGreaterThan(1);
  });

  test.each(comments.flatMap(({ examples }) => examples))('$code', ({ code, result }) => {
    expect(String(new Function('h', `return h.${code}`)(english))).toBe(result);
  });
});

// Intl writes with blanks that do not break.
const plain = (value: unknown) => String(value).replace(/[\u00a0\u202f]/g, ' ');

describe('languages', () => {
  test.each([
    [german.number(1284.5), '1.284,5'],
    [german.percent(0.42), '42 %'],
    [german.currency(1299.5, 'EUR'), '1.299,50 €'],
    [german.date('2026-11-09', 'd. MMMM yyyy'), '9. November 2026'],
    [german.date('2026-11-09', 'full'), 'Montag, 9. November 2026'],
    [german.duration(200, 'long'), '3 Minuten 20 Sekunden'],
    [polish.date('2026-11-09', 'd MMMM'), '9 listopada'],
    [polish.date('2026-11-09', 'MMMM'), 'listopad'],
    [polish.plural(1, '# plik', '# pliki', '# plików'), '1 plik'],
    [polish.plural(3, '# plik', '# pliki', '# plików'), '3 pliki'],
    [polish.plural(5, '# plik', '# pliki', '# plików'), '5 plików'],
    [arabic.date('2026-11-09T05:03:00Z', 'HH:mm'), '٠٧:٠٣'],
    [arabic.date('2026-11-09T05:03:00Z', 'H:m'), '٧:٣'],
    [arabic.number(12), '١٢'],
  ])('%s', (shown, expected) => {
    expect(plain(shown)).toBe(expected);
  });
});

describe('dates', () => {
  const { date } = german;
  test.each([
    [
      'a day is that day in every time zone',
      createHelpers({ timeZone: 'America/Los_Angeles' }).date('2026-11-09', 'd'),
      '9',
    ],
    ['and in the far east', createHelpers({ timeZone: 'Pacific/Kiritimati' }).date('2026-11-09', 'd'), '9'],
    ['a time without an offset is shown as it is', date('2026-11-09T16:05', 'HH:mm'), '16:05'],
    ['a moment is shown in the time zone', date('2026-11-09T23:30:00Z', 'd HH:mm'), '10 00:30'],
    ['with an offset', date('2026-11-09T16:05:00+02:00', 'HH:mm'), '15:05'],
    ['summer time', date('2026-07-01T12:00:00Z', 'HH:mm z'), '14:00 MESZ'],
    ['a Date', date(new Date(Date.UTC(2026, 10, 9, 11)), 'HH:mm'), '12:00'],
    ['milliseconds', date(0, 'yyyy-MM-dd HH:mm:ss'), '1970-01-01 01:00:00'],
    ['padding', date('2026-03-04T05:06:07', 'yy/M/d H:m:s|MM/dd|HH:mm:ss'), '26/3/4 5:6:7|03/04|05:06:07'],
    ['twelve hours', english.date('2026-03-04T15:06:07', 'h:mm a'), '3:06 PM'],
    ['midnight', english.date('2026-03-04T00:00', 'HH:mm, h a'), '00:00, 12 AM'],
    ['quoted letters', english.date('2026-03-04', "d 'of' MMMM, ''yy"), "4 of March, '26"],
    ['weeks', ['2027-01-03', '2027-01-04', '2024-12-30'].map((day) => english.date(day, 'w')).join(), '53,1,1'],
    ['letters that mean nothing stay', english.date('2026-03-04', 'Qd'), 'Q4'],
    ['29 February', english.date('2024-02-29', 'd'), '29'],
    ['a month', english.date('2026-03', 'MMMM'), 'March'],
    ['31 February is no date', english.date('2026-02-31', 'd'), '2026-02-31'],
    [
      'nor are these',
      ['x', true, Number.NaN, 'tomorrow at 5'].map((value) => english.date(value, 'd')).join('|'),
      'x|true|NaN|tomorrow at 5',
    ],
    ['nothing', [null, undefined, ''].map((value) => english.date(value)).join('|'), '||'],
  ])('%s', (_, shown, expected) => {
    expect(plain(shown)).toBe(expected);
  });
});

describe('figures', () => {
  const { number, percent, currency, duration, plural, truncate } = english;
  test.each([
    [number(0), '0'],
    [number(-0.2, 0), '0'],
    [number(-1234.5), '-1,234.5'],
    [number(1 / 3), '0.333'],
    [number(2, 2), '2.00'],
    [number(2, 'two'), '2'],
    [number(Number.POSITIVE_INFINITY), '–'],
    [number(''), ''],
    [number(12n), '12'],
    [percent('0.42'), '42%'],
    [percent(1.5), '150%'],
    [percent(1, null), '–'],
    [percent(null, 5), ''],
    [percent(0, 0), '–'],
    [currency(-5, 'USD'), '-$5.00'],
    [currency(5), '5'],
    [currency('free', 'EUR'), 'free'],
    [duration(59.6), '1 min'],
    [duration(3600), '1 h'],
    [duration(3599.7), '1 h'],
    [duration(90_061), '1 d 1 h'],
    [duration(86_399), '1 d'],
    [duration(0.4), '0 s'],
    [duration(-200), '−3 min 20 s'],
    [duration(3725, 'clock'), '1:02:05'],
    [duration(5, 'clock'), '0:05'],
    [duration(200, 'narrow'), '3m 20s'],
    [duration('x'), 'x'],
    [plural(1, 'agent', 'agents'), 'agent'],
    [plural('2', 'agent', 'agents'), 'agents'],
    [plural('many', '# agent', '# agents'), 'many agents'],
    [plural(2, '$& #', '$& #'), '$& 2'],
    [plural(2), ''],
    [truncate('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 2), '👩‍👩‍👧…'],
    [truncate('👩‍👩‍👧👩‍👩‍👧', 2), '👩‍👩‍👧👩‍👩‍👧'],
    [truncate('one two', 5), 'one…'],
    [truncate('abc', 1), '…'],
    [truncate('abc', 0), ''],
    [truncate('abc', 'x'), 'abc'],
    [truncate(12345, 3), '12…'],
  ])('%s', (shown, expected) => {
    expect(shown).toBe(expected);
  });
});

test('what was formatted is kept, but not for ever', () => {
  const { date } = createHelpers();
  const day = (index: number) => new Date(Date.UTC(2000, 0, 1 + index)).toISOString().slice(0, 10);
  for (let i = 0; i < 5000; i++) date(day(i), 'd MMM');
  expect(date(day(31), 'd MMM')).toBe('1 Feb');
});
