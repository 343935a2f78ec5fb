import { attribute, cellsOf, childElements, rowsOf } from '../document/find.js';
import type { Element } from '../model/document.js';
import type { Rule } from '../model/rule.js';
import { holds } from './reading/texts.js';

export const tableRole: Rule = {
  id: 'table-role',
  severity: 'warning',
  summary: 'Tables that only lay out say so, and tables of data have headings.',
  why: 'A screen reader announces rows and columns of every table that has no role="presentation", dozens of times in an email. Jink gives it to its own tables; a table of data is one with `th`.',
  examples: {
    good: [
      'table\n  tr\n    th(scope="col") Agent\n  tr\n    td Ada',
      '<table role="presentation"><tr><td><p>Hello</p></td></tr></table>',
      '+row\n  +columns(12)\n    p Hello',
    ],
    bad: [
      'table\n  tr\n    td\n      p Hello',
      '<table width="600"><tr><td><table role="presentation"><tr><td>Hello</td></tr></table></td></tr></table>',
    ],
  },
  check(_email, document, report) {
    for (const table of document.elements) {
      if (table.name !== 'table' || attribute(table, 'role') !== undefined || isData(table)) continue;
      const isLayout = rowsOf(table).length < 2 || holds(table, /^(table|img|p|h[1-6]|div|ul|ol)$/);
      report({
        message: isLayout ? 'Screen readers take this table for data.' : 'This table has neither headings nor a role.',
        hint: isLayout ? 'Write: table(role="presentation")' : 'Give its columns th, or the table role="presentation".',
        at: table,
      });
    }
  },
};

function isData(table: Element): boolean {
  if (childElements(table).some(({ name }) => name === 'caption' || name === 'thead')) return true;
  return rowsOf(table).some((row) => cellsOf(row).some(({ name }) => name === 'th'));
}
