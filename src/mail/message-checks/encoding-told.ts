import type { MessageCheck, MessagePart } from '../../model/inbox.js';

export const encodingTold: MessageCheck = {
  id: 'encoding-told',
  summary: 'Every part says how it is encoded, and texts say their charset.',
  why: 'Bytes above 127 under “7bit”, or without a charset, become question marks and “Ã¼” on their way or in the mail program.',
  check({ parts, headers }, report) {
    for (const { name, raw } of headers)
      if (/[^\u0000-\u007F]/.test(raw))
        report({
          severity: 'warning',
          message: `The header "${name}" has letters that are not encoded.`,
          hint: 'Write them as =?utf-8?…?= (RFC 2047).',
        });
    visit(parts, (part) => {
      if (!['7bit', '8bit', 'binary', 'quoted-printable', 'base64'].includes(part.encoding))
        report({
          severity: 'error',
          message: `"${part.encoding.slice(0, 40)}" is no encoding that mail programs know.`,
        });
      else if (/^(8bit|binary)$/.test(part.encoding))
        report({
          severity: 'info',
          message: `The part ${part.type} is sent as ${part.encoding}, which not every server passes on.`,
          hint: 'quoted-printable and base64 arrive everywhere.',
        });
      if (/^text\/(html|plain)$/.test(part.type) && !part.charset && part.encoding !== '7bit')
        report({ severity: 'warning', message: `The part ${part.type} does not say its charset.` });
    });
  },
};

function visit(part: MessagePart, look: (leaf: MessagePart) => void): void {
  if (part.parts.length === 0) look(part);
  else for (const one of part.parts) visit(one, look);
}
