import { attribute } from '../document/find.js';
import { hasMergeTag } from '../document/merge-tags.js';
import type { Rule } from '../model/rule.js';

/** Prints a value, rather than deciding between classes that are written out. */
const PRINTS =
  /\{\{\{?(?!\s*[#/!>^]|\s*else\b)[^}]+\}\}\}?|<%=[\s\S]*?%>|\*\|(?!IF|ELSE|END)[A-Z0-9_:.-]+\|\*|%%[\w.=()-]+%%/i;

export const dynamicClass: Rule = {
  id: 'dynamic-class',
  severity: 'warning',
  summary: 'Classes are known before the email is sent.',
  why: 'Jink writes what a class means into the element’s style attribute when it builds. A class that comes with the data comes too late: Gmail and Outlook show the element without it. Write out the classes and let a condition choose.',
  examples: {
    good: ['p(class="{{#if late}}alert{{else}}ok{{/if}}") Hello', '<p class="ok">Hello</p>'],
    bad: ['p(class="{{status}}") Hello', '<p class="tag-*|STATUS|*">Hello</p>'],
  },
  check(_email, document, report) {
    for (const element of document.elements) {
      const value = attribute(element, 'class');
      const tag = value && hasMergeTag(value) ? PRINTS.exec(value)?.[0] : undefined;
      if (tag)
        report({
          message: `The class ${tag} is not known before the email is sent, so its styles cannot be inlined.`,
          hint: 'Write: class="{{#if late}}alert{{else}}ok{{/if}}"',
          at: element,
          attribute: 'class',
        });
    }
  },
};
