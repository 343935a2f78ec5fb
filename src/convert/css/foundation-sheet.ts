/*
 * What the style sheet of Foundation for Emails 2 says, in the selectors that its users find in their files: with it
 * Jink tells the framework's rules from the author's own, and shows how a source looked that has no sheet at hand.
 */

const FONT = 'font-family: Helvetica, Arial, sans-serif; font-weight: normal';
const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const ALIGNED = ['table', 'th', 'td', ...HEADINGS, 'p', 'span'];
const NUMBERS = Array.from({ length: 12 }, (_, i) => i + 1);
const COLUMNS = ['td.columns', 'td.column', 'th.columns', 'th.column'];

export const FOUNDATION_SHEET = [
  '.wrapper { width: 100% }',
  'body { width: 100% !important; min-width: 100%; margin: 0; padding: 0 }',
  'img { text-decoration: none; width: auto; max-width: 100%; clear: both; display: block }',
  'center { width: 100% }',
  'a img { border: none }',
  'table { border-spacing: 0; border-collapse: collapse }',
  'td, th { word-wrap: break-word; border-collapse: collapse !important; box-sizing: border-box }',
  'table, tr, td, th { padding: 0; vertical-align: top; text-align: left }',
  '@media only screen { html { min-height: 100%; background: #f3f3f3 } }',
  'table.body { background: #f3f3f3; height: 100%; width: 100% }',
  'table.container { background: #fefefe; width: 580px; margin: 0 auto; text-align: inherit }',
  'table.row { padding: 0; width: 100%; position: relative }',
  'table.spacer { width: 100% }',
  'table.spacer td { mso-line-height-rule: exactly }',
  'table.container table.row { display: table }',
  `${COLUMNS.join(', ')} { margin: 0 auto; padding-left: 16px; padding-bottom: 16px }`,
  `${nested('.first')} { padding-left: 0 !important }`,
  `${nested('.last')} { padding-right: 0 !important }`,
  `${COLUMNS.map((one) => `${one}.last`).join(', ')} { padding-right: 16px }`,
  `${COLUMNS.map((one) => `${one} table`).join(', ')} { width: 100% }`,
  `${COLUMNS.map((one) => `${one} table.button`).join(', ')} { width: auto }`,
  `${COLUMNS.map((one) => `${one} table.button.expand, ${one} table.button.expanded`).join(', ')} { width: 100% }`,
  ...NUMBERS.flatMap((n) => {
    const width = (580 / 12) * n;
    const both = (after: string) => `td.large-${n}${after}, th.large-${n}${after}`;
    const percent = `${Math.floor((n / 12) * 1e8) / 1e6}%`;
    return [
      `${both('')} { width: ${px(width - 16)}; padding-left: 8px; padding-right: 8px }`,
      `${both('.first')} { padding-left: 16px }`,
      `${both('.last')} { padding-right: 16px }`,
      // Nested columns have no gutters. In Foundation's own words it is ":not([class*=large-offset])".
      `.body .columns td.large-${n}, .body .column td.large-${n}, .body .columns th.large-${n}, .body .column th.large-${n} { width: ${percent} }`,
      `.collapse > tbody > tr > td.large-${n}, .collapse > tbody > tr > th.large-${n} { padding-right: 0; padding-left: 0; width: ${px(width)} }`,
      `.collapse > tbody > tr td.large-${n}.first, .collapse > tbody > tr th.large-${n}.first, .collapse > tbody > tr td.large-${n}.last, .collapse > tbody > tr th.large-${n}.last { width: ${px(width + 8)} }`,
    ];
  }),
  '.columns .columns { padding-left: 0 !important; padding-right: 0 !important }',
  ...NUMBERS.slice(0, 11).map((n) => {
    const all = ['td', 'th'].flatMap((cell) =>
      ['', '.first', '.last'].map((after) => `${cell}.large-offset-${n}${after}`),
    );
    return `${all.join(', ')} { padding-left: ${px((580 / 12) * n + 16)} !important }`;
  }),
  'td.expander, th.expander { visibility: hidden; width: 0; padding: 0 !important }',
  'table.container.radius { border-radius: 0; border-collapse: separate }',
  '.block-grid { width: 100%; max-width: 580px }',
  '.block-grid td { display: inline-block; padding: 8px }',
  ...[274, 177, 129, 100, 80, 66, 56].map((width, i) => `.up-${i + 2} td { width: ${width}px !important }`),
  ...['center', 'left', 'right'].map(
    (side) => `${ALIGNED.map((name) => `${name}.text-${side}`).join(', ')} { text-align: ${side} }`,
  ),
  'span.text-center { display: block; width: 100%; text-align: center }',
  'img.float-left { float: left; text-align: left }',
  'img.float-right { float: right; text-align: right }',
  'img.float-center, img.text-center { margin: 0 auto; float: none; text-align: center }',
  'table.float-center, td.float-center, th.float-center { margin: 0 auto; float: none; text-align: center }',
  ...['bottom', 'middle'].map(
    (side) => `${COLUMNS.map((one) => `${one}[valign=${side}]`).join(', ')} { vertical-align: ${side} }`,
  ),
  '.hide-for-large { display: none; overflow: hidden; max-height: 0; font-size: 0; width: 0; line-height: 0 }',
  `body, table.body, h1, h2, h3, h4, h5, h6, p, td, th { color: #0a0a0a; ${FONT}; padding: 0; margin: 0; text-align: left; line-height: 130% }`,
  'h1, h2, h3, h4, h5, h6 { color: inherit; word-wrap: normal; font-family: Helvetica, Arial, sans-serif; font-weight: normal; margin-bottom: 10px }',
  ...HEADINGS.map((name, i) => `${name} { font-size: ${[34, 30, 28, 24, 19, 18][i]}px }`),
  'body, table.body, p, td, th { font-size: 16px; line-height: 130% }',
  'p { margin-bottom: 10px }',
  'p.lead { font-size: 20px; line-height: 160% }',
  'p.subheader { margin-top: 4px; margin-bottom: 8px; font-weight: normal; line-height: 1.4; color: #8a8a8a }',
  'p a { margin: default }',
  ...['xs', 'sm', 'lg', 'xl', 'xxl'].map(
    (size, i) => `.text-${size} { font-size: ${['11.1111111111', '13.3333333333', '19.2', '23.04', '27.648'][i]}px }`,
  ),
  'small, .small { font-size: 80%; color: #cacaca }',
  `a { color: #2199e8; text-decoration: none; ${FONT}; padding: 0; text-align: left; line-height: 130% }`,
  'a:hover { color: #147dc2 }',
  'a:active { color: #147dc2 }',
  'a:visited { color: #2199e8 }',
  `${HEADINGS.map((name) => `${name} a, ${name} a:visited`).join(', ')} { color: #2199e8 }`,
  'pre { background: #f3f3f3; margin: 30px 0 }',
  'pre code { color: #cacaca }',
  'pre code span.callout { color: #8a8a8a; font-weight: bold }',
  'pre code span.callout-strong { color: #ff6908; font-weight: bold }',
  `${COLUMNS.map((one) => `${one} table.hr table, ${one} table.h-line table`).join(', ')} { width: auto }`,
  'table.hr th, table.h-line th { padding-bottom: 20px; text-align: center }',
  'table.hr table, table.h-line table { display: inline-block; margin: 0 }',
  'table.hr th, table.h-line th { width: 580px; height: 0; padding-top: 20px; clear: both; border-top: 0; border-right: 0; border-bottom: 1px solid #0a0a0a; border-left: 0; font-size: 0; line-height: 0 }',
  '.stat { font-size: 40px; line-height: 1 }',
  'p + .stat { margin-top: -16px }',
  'span.preheader { display: none !important; visibility: hidden; font-size: 1px; color: #f3f3f3; line-height: 1px; max-height: 0; max-width: 0; opacity: 0; overflow: hidden }',
  'table.button { width: auto; margin: 0 0 16px 0 }',
  'table.button table td { text-align: left; color: #fefefe; background: #2199e8; border: 2px solid #2199e8 }',
  'table.button table td a { font-family: Helvetica, Arial, sans-serif; font-size: 16px; font-weight: bold; color: #fefefe; text-decoration: none; text-align: left; display: inline-block; padding: 8px 16px 8px 16px; border: 0 solid #2199e8; border-radius: 3px }',
  'table.button.radius table td { border-radius: 3px; border: none }',
  'table.button.rounded table td { border-radius: 500px; border: none }',
  'table.button.tiny table td, table.button.tiny table a { padding: 4px 8px 4px 8px }',
  'table.button.tiny table a { font-size: 10px; font-weight: normal }',
  'table.button.small table td, table.button.small table a { padding: 5px 10px 5px 10px; font-size: 12px }',
  'table.button.large table a { padding: 10px 20px 10px 20px; font-size: 20px }',
  'table.button.expand, table.button.expanded { width: 100% }',
  'table.button.expand table, table.button.expanded table { width: 100% }',
  'table.button.expand table a, table.button.expanded table a { text-align: center; width: 100%; padding-left: 0; padding-right: 0 }',
  'table.button.expand center, table.button.expanded center { min-width: 0 }',
  ...coloured('secondary', '#777777'),
  ...coloured('success', '#3adb76'),
  ...coloured('alert', '#ec5840'),
  ...coloured('warning', '#ffae00'),
  'table.callout { margin-bottom: 16px }',
  'th.callout-inner { width: 100%; border: 1px solid #cbcbcb; padding: 10px; background: #fefefe }',
  ...callout('primary', '#def0fc', '#0f5f94'),
  ...callout('secondary', '#ebebeb', '#444444'),
  ...callout('success', '#e1faea', '#1b9448'),
  ...callout('warning', '#fff3d9', '#996800'),
  ...callout('alert', '#fce6e2', '#b42912'),
  '.thumbnail { border: solid 4px #fefefe; box-shadow: 0 0 0 1px rgba(10, 10, 10, 0.2); display: inline-block; line-height: 0; max-width: 100%; transition: box-shadow 200ms ease-out; border-radius: 3px; margin-bottom: 16px }',
  'table.menu { width: 580px }',
  'table.menu td.menu-item, table.menu th.menu-item { padding-top: 10px; padding-right: 10px; padding-bottom: 10px; padding-left: 10px }',
  'table.menu td.menu-item a, table.menu th.menu-item a { color: #2199e8 }',
  'table.menu.vertical td.menu-item, table.menu.vertical th.menu-item { padding-top: 10px; padding-right: 0; padding-bottom: 10px; padding-left: 10px; display: block }',
  'table.menu.vertical td.menu-item a, table.menu.vertical th.menu-item a { width: 100% }',
  'table.menu.text-center a { text-align: center }',
  '.menu[align=center] { width: auto }',
  '.menu[align=center] tr { text-align: center }',
  '.menu:not(.float-center) .menu-item:first-child { padding-left: 0 !important }',
  '.menu:not(.float-center) .menu-item:last-child { padding-right: 0 !important }',
  '.menu.vertical .menu-item { padding-left: 0 !important; padding-right: 0 !important }',
  '@media only screen and (max-width: 596px) { th.callout-inner { padding: 10px !important } }',
].join('\n');

/** What the framework writes about its grid, about phones and about clients: Jink has its own, whatever it says here. */
export const FOUNDATION_STRUCTURE =
  /\.(?:large|small)-(?:offset-)?\d|\.collapse\b|\.expander\b|\bcolumns?\.(?:first|last)|:not\(|(?:^|\s)table\.body\s|\.small-(?:expand|float|text|vertical)|x-apple-data|\.menu|\.hide-for-large|\.up-\d|:hover|:active|:visited|:focus/;

function nested(after: string): string {
  return COLUMNS.flatMap((one) => [`${one} .column${after}`, `${one} .columns${after}`]).join(', ');
}

function coloured(name: string, colour: string): string[] {
  return [
    `table.button.${name} table td { background: ${colour}; color: #fefefe; border: 0 solid ${colour} }`,
    `table.button.${name} table a { color: #fefefe; border: 0 solid ${colour} }`,
  ];
}

function callout(name: string, background: string, border: string): string[] {
  return [`th.callout-inner.${name} { background: ${background}; border: 1px solid ${border}; color: #0a0a0a }`];
}

function px(number: number): string {
  return `${Math.round(number * 1e10) / 1e10}px`;
}
