import type { Rule } from '../model/rule.js';

export const gmailClip: Rule = {
  id: 'gmail-clip',
  severity: 'error',
  summary: 'The HTML is small enough for Gmail to show all of it.',
  why: 'Gmail cuts an email at about 102 KB of HTML and puts a link to the rest in its place: the unsubscribe link, the pixel that counts readers and, in the clipped view, the styles are gone. Google documents no figure; 102 KB is what many have measured. Mailing services add to links, hence the warning at 90 KB.',
  options: { warning: 90, error: 102 },
  examples: {
    good: ['p Hello', `<p>${'Short enough. '.repeat(500)}</p>`],
    bad: [`<p>${'Far too much text. '.repeat(5200)}</p>`, `<p>${'Far too much text. '.repeat(6000)}</p>`],
  },
  check(email, _document, report) {
    const { warning = 90, error = 102 } = email.limits(gmailClip);
    const size = Buffer.byteLength(email.html) / 1024;
    if (size <= warning) return;
    report({
      severity: size > error ? 'error' : 'warning',
      message: `The HTML has ${size.toFixed(1)} KB; Gmail shows ${error > size ? 'no more than about' : 'only the first'} ${error} KB.`,
      hint: 'Show fewer items and link to the rest, or build with --minify.',
    });
  },
};
