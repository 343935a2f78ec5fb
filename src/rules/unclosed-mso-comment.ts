import type { Rule } from '../model/rule.js';
import { wrongComments } from './reading/conditional-comments.js';

export const unclosedMsoComment: Rule = {
  id: 'unclosed-mso-comment',
  severity: 'error',
  summary: 'Every conditional comment is closed, and closed the right way.',
  why: 'What follows a conditional comment that is not closed is part of it: every client but Outlook shows nothing of the rest. `<!--[if mso]>` ends with `<![endif]-->`, `<!--[if !mso]><!-->` with `<!--<![endif]-->`.',
  examples: {
    good: [
      '+outlook\n  p For Outlook\n+notOutlook\n  p For the others',
      '<!--[if mso]><table><tr><td><![endif]--><p>Hello</p><!--[if mso]></td></tr></table><![endif]-->',
      '<!--[if !mso]><!--><p>Hello</p><!--<![endif]-->',
      '<!--[if !IE]> --><p>Hello</p><!--[if mso]><p>For Outlook</p><![endif]--><!-- <![endif]-->',
    ],
    bad: [
      '| <!--[if mso]>\np For Outlook\np For all',
      '<p>Hello</p><!--[if mso]><p>For Outlook</p><!-- [endif]--><p>For all</p>',
      '<!--[if mso]><p>For Outlook</p><![end if]--><p>For all</p>',
      '<!--[if !mso]><!--><p>Hello</p><![endif]-->',
    ],
  },
  check({ html }, _document, report) {
    for (const { offset, ...finding } of wrongComments(html)) report({ ...finding, at: offset });
  },
};
