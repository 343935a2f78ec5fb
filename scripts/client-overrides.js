/**
 * What has changed on caniemail.com since the data of the npm package, and what it has no entry for. Each with its
 * source; taken out again when an update brings it.
 */
const later = 'caniemail.com, May 2026';

export const overrides = [
  {
    slug: 'css-display-grid',
    source: later,
    clients: {
      'gmail.desktop-webmail': 'y',
      'gmail.ios': 'a',
      'gmail.android': 'a',
      'gmail.other-accounts': 'n',
      'yahoo.desktop-webmail': 'y',
      'yahoo.ios': 'y',
      'yahoo.android': 'y',
      'outlook.ios': 'y',
      'outlook.android': 'y',
    },
  },
  { slug: 'css-function-clamp', source: later, clients: { 'samsung-email.android': 'a' } },
  { slug: 'css-function-min', source: later, clients: { 'samsung-email.android': 'a' } },
  { slug: 'css-function-max', source: later, clients: { 'samsung-email.android': 'a' } },
  { slug: 'css-animation', source: later, clients: { 'thunderbird.macos': 'n' } },
  { slug: 'html-anchor-links', source: later, clients: { 'outlook.ios': 'y', 'outlook.android': 'y' } },
  { slug: 'css-max-width', source: later, clients: { 'yahoo.ios': 'y' } },
  {
    slug: 'css-text-align',
    source: 'The note on other accounts is about the values start and end alone.',
    clients: { 'gmail.other-accounts': 'y' },
  },
  {
    slug: 'css-hsl',
    title: 'hsl(), hsla()',
    tested: '2025-11-01',
    source: 'React Email keeps this entry by hand (resend/react-email, issue 2947); caniemail.com has none.',
    clients: { 'outlook.windows': 'n' },
  },
];
