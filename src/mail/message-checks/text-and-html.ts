import type { MessageCheck } from '../../model/inbox.js';

export const textAndHtml: MessageCheck = {
  id: 'text-and-html',
  summary: 'The message has a text part beside its HTML.',
  why: 'Watches and some screen readers show the text part, and filters count its absence against the sender.',
  check({ html, text }, report) {
    if (html && text.trim() === '')
      report({
        severity: 'warning',
        message: 'There is HTML and no text part.',
        hint: 'Send both as multipart/alternative, the text first.',
      });
    if (!html && text.trim() === '') report({ severity: 'warning', message: 'The message is empty.' });
  },
};
