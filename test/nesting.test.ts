import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openProject } from '../dist/index.js';
import { temporaryProject } from './support/project.js';

/* However an author nests the mixins: cells stand in rows, rows in tables, and every word is there, in its order. */

/** A piece of a template: its first line, and what stands below it. */
interface Piece {
  line: string;
  below: Piece[];
}

const leaf = (...lines: string[]): fc.Arbitrary<Piece> =>
  fc.constantFrom(...lines).map((line) => ({ line, below: [] }));

const { piece } = fc.letrec<{ piece: Piece; row: Piece; pieces: Piece[] }>((tie) => {
  const below = tie('pieces');
  const around = (...lines: string[]) =>
    fc.record({ line: fc.constantFrom(...lines), below }) satisfies fc.Arbitrary<Piece>;
  return {
    pieces: fc.array(tie('piece'), { maxLength: 3 }),
    row: fc
      .tuple(
        fc.constantFrom([12], [6, 6], [4, 8], [3, 3, 3, 3]),
        fc.array(below, { minLength: 4, maxLength: 4 }),
        fc.boolean(),
      )
      .map(([widths, contents, isCell]) => ({
        line: '+row',
        below: widths.map((width, i) => ({
          line: `+columns(${width})`,
          below: isCell && i === 0 ? [{ line: 'td.text-pad', below: contents[i]! }] : contents[i]!,
        })),
      })),
    piece: fc.oneof(
      { depthSize: 'small', maxDepth: 6 },
      leaf('| said', 'p said', 'p: b said', '+spacer(4)', '+divider', "+button('said')(href='{{url}}')"),
      leaf(
        "+button('said')(href='#' vml)",
        '| {{#if a}}',
        '| {{/if}}',
        '| {{name}}',
        '// a comment',
        'style .a{color:red}',
      ),
      tie('row'),
      around(
        '+container',
        '+row',
        '+blockGrid(3)',
        '+fullWidthRow',
        '+panel',
        '+center',
        '+notOutlook',
        "+visibility('hide-for-small')",
      ),
      around("+visibility('show-for-small')", '+outlook', '.a'),
      around('each i in [1, 2]', 'if true').map(({ line, below: inside }) => ({
        line,
        below: [{ line: 'i', below: [] }, ...inside],
      })),
      below.map((cells) => ({
        line: '+blockGrid(3)',
        below: [
          { line: 'td', below: cells },
          { line: 'td said', below: [] },
        ],
      })),
      below.map((cells) => ({
        line: '+row',
        below: [
          {
            line: '+columns(12)',
            below: [
              { line: '+subColumns(6)', below: cells },
              { line: '+subColumns(6) said', below: [] },
            ],
          },
        ],
      })),
      below.map((cells) => ({ line: 'table', below: [{ line: 'tr', below: [{ line: 'td', below: cells }] }] })),
    ),
  };
});

function print(pieces: readonly Piece[], indent = ''): string {
  return pieces.map(({ line, below }) => `${indent}${line}\n${print(below, `${indent}  `)}`).join('');
}

/** How often the word is said, to all but Outlook; a loop says it twice. */
function countWords({ line, below }: Piece): number {
  if (line === '+outlook') return 0;
  const inside = below.reduce((sum, child) => sum + countWords(child), 0);
  return (line.match(/said/g) ?? []).length + inside * (line.startsWith('each') ? 2 : 1);
}

const MAY_HOLD: Record<string, RegExp> = { tr: /^(td|th)$/, table: /^(tr|tbody)$/, tbody: /^tr$/ };

/** What stands where it cannot, and tags that do not pair; conditional comments must be whole in themselves. */
function misplaced(html: string): string[] {
  const wrong: string[] = [];
  const open: string[] = [];
  for (const [tag, close, name] of html.matchAll(
    /<(\/?)(table|tbody|tr|td|th|div|p|center|b|a|v:roundrect|w:anchorlock)\b[^>]*>/g,
  )) {
    const parent = open.at(-1);
    if (close) {
      if (open.pop() !== name) wrong.push(`${tag} in ${parent}`);
      continue;
    }
    if (parent && MAY_HOLD[parent]?.test(name!) === false) wrong.push(`${tag} in ${parent}`);
    if (/^(td|th)$/.test(name!) && parent !== 'tr') wrong.push(`${tag} in ${parent}`);
    open.push(name!);
  }
  return [...wrong, ...open.map((name) => `<${name}> is never closed`)];
}

test('mixins nest in each other in every way', async () => {
  const root = temporaryProject({ 'templates/case.pug': '' });
  const project = await openProject({ root });
  let words = 0;
  const holds = fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 3 }), async (pieces) => {
    writeFileSync(`${root}/templates/case.pug`, print(pieces));
    const { html, diagnostics } = await project.compile('case');
    expect(diagnostics.filter(({ code }) => !/^(empty-email|broken-tag)$/.test(code))).toEqual([]);
    const body = html.slice(html.indexOf('<body'), html.indexOf('</body>'));
    expect(misplaced(body)).toEqual([]);
    // For Outlook, which reads its comments and leaves out what is not for it.
    const forOutlook = body
      .replace(/<!--\[if !mso\]><!-->[\s\S]*?<!--<!\[endif\]-->/g, '')
      .replace(/<!--\[if mso\]>|<!\[endif\]-->/g, '');
    expect(misplaced(forOutlook)).toEqual([]);
    const others = body.replace(/<!--\[if mso\]>[\s\S]*?<!\[endif\]-->/g, '');
    expect(misplaced(others)).toEqual([]);
    const count = pieces.reduce((sum, child) => sum + countWords(child), 0);
    expect((others.match(/said/g) ?? []).length).toBe(count);
    words += count;
  });
  await fc.assert(holds, { numRuns: 300, seed: 1 });
  expect(words).toBeGreaterThan(500);
});
