import { attribute } from '../document/find.js';
import type { Rule } from '../model/rule.js';

export const nonAsciiCharset: Rule = {
  id: 'non-ascii-charset',
  severity: 'warning',
  summary: 'An email with letters such as ü or © is declared to be UTF-8.',
  why: 'Jink writes UTF-8. Where the document declares another charset, or none, letters come out as Ã¼, and Gmail has been seen to clip such emails however small they are (hteumeuleu/email-bugs, issues 41 and 113).',
  examples: {
    good: [
      'p Größe',
      '<html lang="en"><head><meta charset="utf8"></head><body><p>© Brightwater</p></body></html>',
      '<html lang="en"><head><meta charset="utf-8"></head><body><p>© Brightwater</p></body></html>',
    ],
    bad: [
      'doctype html\nhtml\n  head\n    meta(charset="iso-8859-1")\n  body\n    p Größe',
      '<html lang="en"><head></head><body><p>© Brightwater</p></body></html>',
    ],
  },
  check({ html }, document, report) {
    const offset = html.search(/[^\x00-\x7F]/);
    if (offset === -1) return;
    const metas = document.elements.filter(({ name }) => name === 'meta');
    const declared = metas
      .map((meta) => ({
        meta,
        charset: attribute(meta, 'charset') ?? /charset=\s*([\w-]+)/i.exec(attribute(meta, 'content') ?? '')?.[1],
      }))
      .find(({ charset }) => charset !== undefined);
    if (declared?.charset && /^utf-?8$/i.test(declared.charset)) return;
    const letter = String.fromCodePoint(html.codePointAt(offset)!);
    if (declared)
      report({
        message: `The document is declared to be ${declared.charset}, but it is UTF-8 and has letters such as ${letter}.`,
        hint: 'Write: meta(charset="utf-8")',
        at: declared.meta,
      });
    else if (/<head[\s>]/i.test(html))
      report({ message: `No charset is declared, and the email has letters such as ${letter}.`, at: offset });
  },
};
