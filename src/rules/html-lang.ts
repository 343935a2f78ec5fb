import { attribute, firstNamed } from '../document/find.js';
import { hasMergeTag } from '../document/merge-tags.js';
import type { Rule } from '../model/rule.js';

export const htmlLang: Rule = {
  id: 'html-lang',
  severity: 'error',
  summary: 'The document says what language it is in.',
  why: 'Screen readers choose their voice by it, and clients offer to translate what they take for another language (WCAG 3.1.1). Jink writes the config’s `locale` where the template says nothing.',
  examples: {
    good: ['p Hello', '<html lang="de-CH"><body><p>Hallo</p></body></html>'],
    bad: ['<html><body><p>Hello</p></body></html>', 'doctype html\nhtml(lang="english_US")\n  body\n    p Hello'],
  },
  check(_email, document, report) {
    const html = firstNamed(document, 'html');
    if (!html) return;
    const lang = attribute(html, 'lang')?.trim();
    if (!lang) report({ message: 'The document does not say its language.', hint: 'Write: html(lang="en")', at: html });
    else if (!hasMergeTag(lang) && !isTag(lang))
      report({
        message: `"${lang}" is not a language tag.`,
        hint: 'Language tags look like "en" or "de-CH".',
        at: html,
        attribute: 'lang',
      });
  },
};

function isTag(text: string): boolean {
  try {
    const [tag = ''] = Intl.getCanonicalLocales(text);
    return /^[a-z]{2,3}(-|$)/.test(tag);
  } catch {
    return false;
  }
}
