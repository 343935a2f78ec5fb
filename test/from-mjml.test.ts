import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { convertSource } from '../dist/convert/convert-source.js';

/* Every row of the tables in docs/from-mjml.md: what stands at the left becomes what stands at the right. */

const page = readFileSync(new URL('../docs/from-mjml.md', import.meta.url), 'utf8');

const AROUND: Record<string, (mjml: string) => string> = {
  'In the body': (mjml) => `<mjml><mj-body>${mjml}</mj-body></mjml>`,
  'In a column': (mjml) => `<mjml><mj-body><mj-section><mj-column>${mjml}</mj-column></mj-section></mj-body></mjml>`,
  'In the head': (mjml) => `<mjml><mj-head>${mjml}</mj-head><mj-body><mj-section></mj-section></mj-body></mjml>`,
};

function codeOf(cell: string): string {
  const lines = cell.split('<br>').map((line) => line.replace(/^`|`$|^<code>|<\/code>$/g, ''));
  return lines.join('\n').replaceAll('&#124;', '|').replaceAll('&#160;', ' ');
}

/** What a conversion wrote for the row alone, without what stands around it. */
function pugOf(section: string, mjml: string): string {
  const { pug = '', diagnostics } = convertSource(AROUND[section]!(mjml), 'source.mjml');
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const blocks = pug.split(/\n\n(?=block )/).slice(1);
  if (section === 'In the head')
    return blocks
      .filter((block) => !block.startsWith('block body'))
      .join('\n\n')
      .trimEnd();
  const body = blocks
    .find((block) => block.startsWith('block body'))!
    .trimEnd()
    .split('\n')
    .slice(1);
  const depth = section === 'In a column' ? 4 : 1;
  return body
    .slice(depth - 1)
    .map((line) => line.slice(2 * depth))
    .join('\n');
}

describe.each(Object.keys(AROUND))('%s', (section) => {
  const table = page.split(`## ${section}\n`)[1]!.split('\n## ')[0]!;
  const rows = [...table.matchAll(/^\| (.+?) \| (.+) \|$/gm)].map(([, left, right]) => ({
    mjml: codeOf(left!),
    pug: codeOf(right!),
  }));
  test.each(rows.filter(({ mjml }) => mjml.startsWith('<')))('$mjml', ({ mjml, pug }) => {
    expect(pugOf(section, mjml)).toBe(pug);
  });
});
