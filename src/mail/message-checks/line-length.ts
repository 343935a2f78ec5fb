import type { MessageCheck } from '../../model/inbox.js';

/** RFC 5322, 2.1.1, without the line end. */
const LONGEST = 998;

export const lineLength: MessageCheck = {
  id: 'line-length',
  summary: 'No line is longer than 998 bytes.',
  why: 'RFC 5322 forbids longer ones. Servers break them wherever they like, in the middle of a tag or of a DKIM signature, or refuse the message.',
  check({ raw }, report) {
    const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
    let line = 1;
    for (let start = 0; start < bytes.length; line++) {
      const newline = bytes.indexOf(0x0a, start);
      const end = newline === -1 ? bytes.length : newline;
      const length = end - start - (bytes[end - 1] === 0x0d ? 1 : 0);
      if (length > LONGEST) {
        report({
          severity: 'error',
          message: `Line ${line} of the message has ${length} bytes.`,
          hint: 'Send the part as quoted-printable or base64.',
          line,
        });
        return;
      }
      start = end + 1;
    }
  },
};
