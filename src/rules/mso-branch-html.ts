import type { Rule } from '../model/rule.js';

export const msoBranchHtml: Rule = {
  id: 'mso-branch-html',
  severity: 'error',
  summary: 'What conditional comments show to Outlook is sound HTML, too.',
  why: 'No browser and no validator reads what stands in `<!--[if mso]>`, so mistakes there are seen by readers of Outlook alone. Jink validates the email once more as Word gets it.',
  examples: {
    good: [
      '+outlook\n  table(role="presentation")\n    tr\n      td For Outlook',
      '<!--[if mso]><table role="presentation"><tr><td><![endif]--><p>Hello</p><!--[if mso]></td></tr></table><![endif]-->',
    ],
    bad: [
      '| <!--[if mso]><p>For <b>Outlook</p><![endif]-->\np For all',
      '<!--[if mso]><table role="presentation"><tr><td><![endif]--><p>Hello</p><!--[if mso]></td></table><![endif]-->',
    ],
  },
  check({ soundness: { word } }, _document, report) {
    for (const { offset, message, rule, url } of word)
      report({ message: `In what Outlook sees: ${message} (${rule})`, at: offset, ...(url && { url }) });
  },
};
