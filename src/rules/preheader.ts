import { childElements, firstNamed, hasClass } from '../document/find.js';
import type { CheckedEmail, Rule } from '../model/rule.js';
import { isHidden, textOf } from './reading/texts.js';

export const preheader: Rule = {
  id: 'preheader',
  severity: 'warning',
  oncePerPlace: true,
  summary: 'The email says what its inbox line shows after the subject.',
  why: 'Without a preheader inboxes show the first words they find: “View in browser”, the text of the logo. From 40 to 130 characters fill the line on a phone and on a desktop.',
  options: { least: 40, most: 130 },
  examples: {
    good: [
      "+preheader('First response fell to under two minutes, and 91% were answered in time.')\np Hello",
      '<body><div style="display:none">First response fell to under two minutes, and 91% were answered in time.</div><p>Hello</p></body>',
      '<div class="preheader">First response fell to under two minutes, and 91% were answered in time.</div><p>Hello</p>',
    ],
    bad: [
      'p Hello',
      "+preheader('Hello')\np Hello",
      `<div class="preheader">${'Far too long. '.repeat(12)}</div><p>Hello</p>`,
    ],
  },
  check(email, document, report) {
    const { least = 40, most = 130 } = email.limits(preheader);
    const text = email.preheader || hiddenStart(email);
    const element = document.elements.find((each) => hasClass(each, 'preheader'));
    if (!text) report({ message: 'The email has no preheader.', hint: "Add one: +preheader('…')" });
    else if (text.length < least || text.length > most)
      report({
        severity: 'info',
        message: `The preheader has ${text.length} characters; ${least} to ${most} fill the line of an inbox.`,
        ...(element && { at: element }),
      });
  },
};

/** What stands hidden at the very beginning: the preheader of other tools. */
function hiddenStart(email: CheckedEmail): string {
  const { document } = email;
  let element = firstNamed(document, 'body');
  while (element && !isHidden(email, element))
    element = childElements(element).find((child) => textOf(document, child) !== '');
  return element ? textOf(document, element) : '';
}
