/*
 * What Ink 1's style sheet says, in the selectors that Ink's users find in their files: with it Jink tells the
 * framework's rules from the author's own, and shows how a source looked that has no sheet of its own at hand.
 */

const WORDS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const PHONE = 'table[class="body"]';
const BUTTONS = ['button', 'tiny-button', 'small-button', 'medium-button', 'large-button'];
const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const BASE = 'body, table.body, h1, h2, h3, h4, h5, h6, p, td';

export const INK_SHEET = [
  'body { width: 100% !important; min-width: 100%; margin: 0; padding: 0 }',
  'img { outline: none; text-decoration: none; width: auto; max-width: 100%; float: left; clear: both; display: block }',
  'center { width: 100%; min-width: 580px }',
  'a img { border: none }',
  'table { border-spacing: 0; border-collapse: collapse }',
  'td { word-break: break-word; border-collapse: collapse !important }',
  'table, tr, td { padding: 0; vertical-align: top; text-align: left }',
  'hr { color: #d9d9d9; background-color: #d9d9d9; height: 1px; border: none }',
  'table.body { height: 100%; width: 100% }',
  'table.container { width: 580px; margin: 0 auto; text-align: inherit }',
  'table.row { padding: 0; width: 100%; position: relative }',
  'table.container table.row { display: block }',
  'td.wrapper { padding: 10px 20px 0 0; position: relative }',
  'table.columns, table.column { margin: 0 auto }',
  'table.columns td, table.column td { padding: 0 0 10px }',
  'table.columns td.sub-columns, table.column td.sub-columns, table.columns td.sub-column, table.column td.sub-column { padding-right: 10px }',
  'td.sub-column, td.sub-columns { min-width: 0 }',
  'table.row td.last, table.container td.last { padding-right: 0 }',
  ...WORDS.flatMap((word, i) => [
    `table.${word} { width: ${50 * i + 30}px }`,
    `table.${word} center { min-width: ${50 * i + 30}px }`,
    `table.${word} .panel center { min-width: ${50 * i + 10}px }`,
    `.body .columns td.${word}, .body .column td.${word} { width: ${share(i + 1)} }`,
  ]),
  ...WORDS.slice(0, 11).map((word, i) => `td.offset-by-${word} { padding-left: ${50 * i + 50}px }`),
  'td.expander { visibility: hidden; width: 0; padding: 0 !important }',
  'table.columns .text-pad, table.column .text-pad { padding-left: 10px; padding-right: 10px }',
  'table.columns .left-text-pad, table.columns .text-pad-left, table.column .left-text-pad, table.column .text-pad-left { padding-left: 10px }',
  'table.columns .right-text-pad, table.columns .text-pad-right, table.column .right-text-pad, table.column .text-pad-right { padding-right: 10px }',
  '.block-grid { width: 100%; max-width: 580px }',
  '.block-grid td { display: inline-block; padding: 10px }',
  ...[270, 173, 125, 96, 76, 62, 52].map((width, i) => `.${WORDS[i + 1]}-up td { width: ${width}px }`),
  'table.center, td.center { text-align: center }',
  `${HEADINGS.map((name) => `${name}.center`).join(', ')} { text-align: center }`,
  'span.center { display: block; width: 100%; text-align: center }',
  'img.center { margin: 0 auto; float: none }',
  '.show-for-small, .hide-for-desktop { display: none }',
  `${BASE} { color: #222222; font-family: Helvetica, Arial, sans-serif; font-weight: normal; padding: 0; margin: 0; text-align: left; line-height: 1.3 }`,
  `${HEADINGS.join(', ')} { word-break: normal }`,
  ...HEADINGS.map((name, i) => `${name} { font-size: ${[40, 36, 32, 28, 24, 20][i]}px }`),
  'body, table.body, p, td { font-size: 14px; line-height: 19px }',
  'p.lead, p.lede, p.leed { font-size: 18px; line-height: 21px }',
  'p { margin-bottom: 10px }',
  'small { font-size: 10px }',
  'a { color: #2ba6cb; text-decoration: none }',
  'a:hover { color: #2795b6 !important }',
  'a:active { color: #2795b6 !important }',
  'a:visited { color: #2ba6cb !important }',
  `${HEADINGS.map((name) => `${name} a`).join(', ')} { color: #2ba6cb }`,
  ...['active', 'visited'].map(
    (state) => `${HEADINGS.map((name) => `${name} a:${state}`).join(', ')} { color: #2ba6cb !important }`,
  ),
  '.panel { background: #f2f2f2; border: 1px solid #d9d9d9; padding: 10px !important }',
  '.sub-grid table { width: 100% }',
  '.sub-grid td.sub-columns { padding-bottom: 0 }',
  `${tables('')} { width: 100%; overflow: hidden }`,
  `${tables(' td')} { display: block; width: auto !important; text-align: center; background: #2ba6cb; border: 1px solid #2284a1; color: #ffffff; padding: 8px 0 }`,
  'table.tiny-button td { padding: 5px 0 4px }',
  'table.small-button td { padding: 8px 0 7px }',
  'table.medium-button td { padding: 12px 0 10px }',
  'table.large-button td { padding: 21px 0 18px }',
  `${tables(' td a')} { font-weight: bold; text-decoration: none; font-family: Helvetica, Arial, sans-serif; color: #ffffff; font-size: 16px }`,
  'table.tiny-button td a { font-size: 12px; font-weight: normal }',
  'table.small-button td a { font-size: 16px }',
  'table.medium-button td a { font-size: 20px }',
  'table.large-button td a { font-size: 24px }',
  'table.button:hover td, table.button:visited td, table.button:active td { background: #2795b6 !important }',
  `${tables(':hover td')} { background: #2795b6 !important }`,
  `table.button:visited td a, ${[':hover td a', ':active td a', ' td a:visited'].map(tables).join(', ')} { color: #ffffff !important }`,
  ...coloured('secondary', '#e9e9e9', '#d0d0d0', '#d0d0d0', '#555'),
  ...coloured('success', '#5da423', '#457a1a', '#457a1a'),
  ...coloured('alert', '#c60f13', '#970b0e', '#970b0e'),
  'table.radius td { border-radius: 3px }',
  'table.round td { border-radius: 500px }',
  '@media only screen and (max-width: 600px) {',
  `${PHONE} img { width: auto !important; height: auto !important }`,
  `${PHONE} center { min-width: 0 !important }`,
  `${PHONE} .container { width: 95% !important }`,
  `${PHONE} .row { width: 100% !important; display: block !important }`,
  `${PHONE} .wrapper { display: block !important; padding-right: 0 !important }`,
  `${PHONE} .columns, ${PHONE} .column { table-layout: fixed !important; float: none !important; width: 100% !important; padding-right: 0 !important; padding-left: 0 !important; display: block !important }`,
  `${PHONE} .wrapper.first .columns, ${PHONE} .wrapper.first .column { display: table !important }`,
  `${PHONE} table.columns td, ${PHONE} table.column td { width: 100% !important }`,
  ...WORDS.map(
    (word, i) => `${PHONE} .columns td.${word}, ${PHONE} .column td.${word} { width: ${share(i + 1)} !important }`,
  ),
  `${WORDS.slice(0, 11)
    .map((word) => `${PHONE} td.offset-by-${word}`)
    .join(', ')} { padding-left: 0 !important }`,
  `${PHONE} table.columns td.expander { width: 1px !important }`,
  `${PHONE} .right-text-pad, ${PHONE} .text-pad-right { padding-left: 10px !important }`,
  `${PHONE} .left-text-pad, ${PHONE} .text-pad-left { padding-right: 10px !important }`,
  `${PHONE} .hide-for-small, ${PHONE} .show-for-desktop { display: none !important }`,
  `${PHONE} .show-for-small, ${PHONE} .hide-for-desktop { display: inherit !important }`,
  '}',
].join('\n');

function tables(after: string): string {
  return BUTTONS.map((name) => `table.${name}${after}`).join(', ');
}

function coloured(name: string, background: string, border: string, hover: string, text?: string): string[] {
  const colour = text ? `; color: ${text}` : '';
  const rules = [
    `table.${name} td { background: ${background}; border-color: ${border}${colour} }`,
    `table.${name}:hover td { background: ${hover} !important${colour} }`,
  ];
  if (!text) return rules;
  const states = [`${name}:hover td a`, `${name} td a:visited`, `${name}:active td a`].map((one) => `table.${one}`);
  return [...rules, `table.${name} td a { color: ${text} }`, `${states.join(', ')} { color: ${text} !important }`];
}

function share(n: number): string {
  return `${Math.floor((n / 12) * 1e8) / 1e6}%`;
}
