import { attribute } from '../document/find.js';
import type { Severity } from '../model/diagnostic.js';
import type { Rule } from '../model/rule.js';

const FORBIDDEN: Record<string, [Severity, string]> = {
  script: ['error', 'No client runs scripts, and many take the email for an attack.'],
  iframe: ['error', 'No client shows frames.'],
  frame: ['error', 'No client shows frames.'],
  frameset: ['error', 'No client shows frames.'],
  object: ['error', 'No client shows plug-ins.'],
  embed: ['error', 'No client shows plug-ins.'],
  applet: ['error', 'No client shows plug-ins.'],
  form: ['warning', 'Most clients warn of forms or take them out: link to a page.'],
  input: ['warning', 'Most clients take form fields out: link to a page.'],
  select: ['warning', 'Most clients take form fields out: link to a page.'],
  textarea: ['warning', 'Most clients take form fields out: link to a page.'],
  base: ['warning', 'Clients handle <base> in different ways: write whole addresses.'],
};

export const forbiddenElement: Rule = {
  id: 'forbidden-element',
  severity: 'error',
  summary: 'Nothing stands in the email that clients take out or warn of.',
  why: 'Scripts, frames and plug-ins are removed everywhere and raise the suspicion of filters; forms work in few clients (caniemail.com, <form>) and make some show a warning.',
  examples: {
    good: ['p Hello', '<p><a href="https://example.com/form">Answer three questions</a></p>'],
    bad: [
      'p Hello\nscript.\n  alert(1)',
      '<iframe src="https://example.com/" title="A"></iframe>',
      '<meta http-equiv="refresh" content="0;url=https://example.com/"><p>Hello</p>',
      '<form action="https://example.com/"><p>Hello</p></form>',
    ],
  },
  check(_email, document, report) {
    for (const element of document.elements) {
      const [severity, why] = FORBIDDEN[element.name] ?? [];
      if (severity && why)
        report({ severity, message: `<${element.name}> does not belong in an email.`, hint: why, at: element });
      if (element.name === 'meta' && attribute(element, 'http-equiv')?.toLowerCase() === 'refresh')
        report({ message: 'An email cannot lead its reader to another page.', at: element });
    }
  },
};
