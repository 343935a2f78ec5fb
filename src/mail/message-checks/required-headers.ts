import type { MessageCheck } from '../../model/inbox.js';

export const requiredHeaders: MessageCheck = {
  id: 'required-headers',
  summary: 'From, Date, Message-ID and Subject stand in the message, each once.',
  why: 'RFC 5322 asks for From and Date; Gmail refuses messages with two From, and filters count what is missing against the sender.',
  check({ headers }, report) {
    for (const name of ['From', 'Date', 'Message-ID', 'Subject']) {
      const found = headers.filter((header) => header.name.toLowerCase() === name.toLowerCase());
      if (found.length > 1) report({ severity: 'error', message: `There are ${found.length} headers "${name}".` });
      else if (found.length === 0)
        report({
          severity: name === 'From' || name === 'Date' ? 'error' : 'warning',
          message: `There is no header "${name}".`,
        });
      else if (name === 'Subject' && found[0]!.value.trim() === '')
        report({ severity: 'warning', message: 'The subject is empty.' });
    }
  },
};
