import type { MessageCheck } from '../../model/inbox.js';

const TAG = /\{\{[^{}]{1,80}\}\}|\{%[^{}]{1,80}%\}|\*\|[A-Z0-9_:]{1,40}\|\*|%%[A-Za-z_]{1,40}%%|\[object Object\]/;

export const placeholderLeft: MessageCheck = {
  id: 'placeholder-left',
  summary: 'No placeholder is left in the subject, the text or a header.',
  why: '“Hello {{name}}” is what a reader sees when nobody filled it in. The HTML is looked at by the rule unresolved-merge-tag.',
  check({ headers, text }, report) {
    for (const { name, value } of headers) {
      const found = TAG.exec(value)?.[0];
      if (found) report({ severity: 'error', message: `${found} is left in the header "${name}".` });
    }
    const found = TAG.exec(text)?.[0];
    if (found) report({ severity: 'error', message: `${found} is left in the text part.` });
  },
};
