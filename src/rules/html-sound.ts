import type { Rule } from '../model/rule.js';

/** What clients repair as they like; the rest of what the validator says is a warning. */
const BROKEN =
  /^(close-order|parser-error|void-content|element-(name|permitted|required)|no-(dup-attr|dup-id|unknown-elements)|attribute-allowed-values|attr-delimiter|unrecognized-char-ref|missing-doctype|script-element)/;

export const htmlSound: Rule = {
  id: 'html-sound',
  severity: 'error',
  summary: 'The HTML is sound: elements are closed, stand where they may, and have the attributes they need.',
  why: 'Clients repair broken HTML, each in its own way. Jink asks html-validate, with what emails need switched off: attributes such as bgcolor, inline styles, conditional comments, tables without tbody.',
  examples: {
    good: ['p Hello #[b there]', '<table role="presentation"><tr><td bgcolor="#ffffff">Hello</td></tr></table>'],
    bad: ['| <p>Hello <b>there</p>', '<p id="a">Hello</p><p id="a">again</p>', '<ul><p>Hello</p></ul>'],
  },
  check({ soundness: { standard } }, _document, report) {
    for (const { offset, message, rule, url } of standard) {
      const severity = BROKEN.test(rule) ? 'error' : 'warning';
      report({ severity, message: `${message} (${rule})`, at: offset, ...(url && { url }) });
    }
  },
};
