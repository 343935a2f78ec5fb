import type { Rule } from '../model/rule.js';

export const dpiSettings: Rule = {
  id: 'dpi-settings',
  severity: 'warning',
  summary: 'Outlook is told that an inch has 96 pixels.',
  why: 'On scaled screens Word draws sizes of CSS larger and those of attributes not, so that layouts burst. The OfficeDocumentSettings with PixelsPerInch 96, and their namespace, prevent it. Jink writes both.',
  examples: {
    good: ['p Hello', '+container\n  +row\n    +columns(12)\n      p Hello'],
    bad: [
      '<html lang="en"><head><title>Hello</title></head><body><p>Hello</p></body></html>',
      '<html lang="en"><head><!--[if mso]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><![endif]--></head><body><p>Hello</p></body></html>',
    ],
  },
  check({ html }, _document, report) {
    const head = /<head[\s>]/i.exec(html);
    if (!head) return;
    if (!/PixelsPerInch[^>]*>\s*96/i.test(html))
      report({
        message: 'Nothing tells Outlook that an inch has 96 pixels.',
        hint: 'Let Jink write the head.',
        at: head.index,
      });
    else if (!/xmlns:o\s*=/i.test(html))
      report({
        message: 'The settings for Outlook lack their namespace.',
        hint: 'Write on html: xmlns:o="urn:schemas-microsoft-com:office:office"',
        at: head.index,
      });
  },
};
