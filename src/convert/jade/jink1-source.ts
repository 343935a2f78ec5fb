import { type ReadBeside, readDocument } from './jade-document.js';
import { type JadeLine, printJade, readJade } from './jade-lines.js';
import { repairSyntax } from './repair-syntax.js';

/** What Jink 1's mixins wrote, to show a template as its readers saw it. */
const MIXINS = `
mixin container()
  table.container(class=attributes.class)
    tr
      td
        block
mixin row()
  table.row(class=attributes.class)
    tr
      block
mixin columns(number, wrapperClasses)
  td.wrapper(class=wrapperClasses)
    table.columns(class=[number, attributes.visibility])
      tr
        block
        td.expander
mixin fullWidthRow()
  table.row
    tr
      td.center(align="center")
        center
          table.container
            tr
              td
                td.wrapper.last
                  table.columns.tweleve
                    tr
                      block
                      td.expander
                      td.expander
mixin blockGrid(number)
  table.block-grid(class=number + '-up')
    tr
      block
mixin button(text)
  table.button(class=attributes.style)
    tr
      td
        a= text
`;

/** A template of Jink 1 as Pug that says all that Jink 1 did: its mixins and its layout. */
export function jink1Source(source: string, readBeside: ReadBeside): string {
  const lines = withIncluded(readJade(source) ?? [], readBeside, 0);
  const { before, title, head, body } = readDocument(
    repairSyntax(lines, () => {}),
    readBeside,
  );
  const blocks = [
    'doctype html',
    MIXINS.trim(),
    ...printJade(before),
    'html',
    '  head',
    '    meta(charset="utf-8")',
    ...(title.length > 0 ? ['    title', ...printJade(title, 3)] : []),
    ...printJade(head, 2),
    '  body',
    '    table.body: tr: td.center.global-wrapper(align="center" valign="top"): center',
    ...printJade(body, 3).map(withQuotes),
  ];
  return `${blocks.join('\n')}\n`;
}

/** Jink 1's own README left quotes away and called `+column`; its mixins knew neither. */
function withQuotes(line: string): string {
  return line.replace(/^(\s*)\+(columns?|blockGrid)\s*\(([^()]*)\)/, (_, indent, name, args: string) => {
    const quoted = args.split(',').map((one) => (/^\s*[a-z][\w-]*\s*$/i.test(one) ? ` '${one.trim()}'` : one));
    const list = quoted
      .join(',')
      .trim()
      .replace(/\btweleve\b/, 'twelve');
    return `${indent}+${name === 'column' ? 'columns' : name}(${list})`;
  });
}

/** Included files in place, because the browser is shown one text. */
function withIncluded(lines: readonly JadeLine[], readBeside: ReadBeside, depth: number): JadeLine[] {
  return lines.flatMap((line) => {
    const path = line.isVerbatim ? undefined : /^include\s+(\S+?)(?:\.jade)?$/.exec(line.text)?.[1];
    const text = path && depth < 10 && !/mixins?$/.test(path) ? readBeside(`${path}.jade`) : undefined;
    if (text !== undefined) return withIncluded(readJade(text) ?? [], readBeside, depth + 1);
    return [{ ...line, children: withIncluded(line.children, readBeside, depth) }];
  });
}
