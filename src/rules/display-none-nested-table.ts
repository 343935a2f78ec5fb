import { attribute, closest } from '../document/find.js';
import type { Element } from '../model/document.js';
import type { CheckedEmail, Rule } from '../model/rule.js';
import { isForWord } from './reading/word.js';
import { writtenStyle } from './reading/written-style.js';

export const displayNoneNestedTable: Rule = {
  id: 'display-none-nested-table',
  severity: 'warning',
  summary: 'What is hidden hides its tables from Outlook, too.',
  why: 'Word’s `display: none` does not reach the tables inside an element (caniemail.com, display:none): they show up although they should not. `+visibility` and `+notOutlook` keep them from Word.',
  examples: {
    good: [
      "+visibility('show-for-small')\n  table(role='presentation')\n    tr\n      td Hello",
      '<div style="display:none"><table role="presentation" style="display:none"><tr><td>Hello</td></tr></table></div>',
    ],
    bad: [
      'div(style="display: none")\n  table(role="presentation")\n    tr\n      td Hello',
      'style.\n  .gone { display: none }\ndiv.gone\n  table(role="presentation")\n    tr\n      td Hello',
    ],
  },
  check(email, document, report) {
    for (const table of document.elements) {
      if (table.name !== 'table' || hides(email, table) || !isForWord(document, table)) continue;
      const hidden = closest(table, (around) => hides(email, around));
      if (!hidden) continue;
      const written = writtenStyle(email, hidden, 'display');
      if (written?.isOwn ?? email.isOwn(hidden)) continue;
      report({
        message: `Outlook shows this table although the <${hidden.name}> around it is hidden.`,
        hint: 'Use +visibility or +notOutlook, or give the table display: none as well.',
        at: table,
      });
    }
  },
};

function hides(email: CheckedEmail, element: Element): boolean {
  if (attribute(element, 'hidden') !== undefined) return true;
  return email.declarationsOf(element).some(({ property, value }) => property === 'display' && value === 'none');
}
