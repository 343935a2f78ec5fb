import { closest } from '../document/find.js';
import type { Rule } from '../model/rule.js';
import { isForWord, wordElements } from './reading/word.js';

export const styleInBody: Rule = {
  id: 'style-in-body',
  severity: 'warning',
  summary: 'Style elements stand in the head.',
  why: 'Gmail drops style elements of the body (caniemail.com, <style>). Jink moves what it can read to the head; what remains is marked with data-embed, or holds merge tags around rules.',
  examples: {
    good: [
      'style.\n  .a { color: #333333 }\np.a Hello',
      '<html lang="en"><head><style>p{color:#333333}</style></head><body><p>Hello</p></body></html>',
    ],
    bad: [
      'style(data-embed).\n  .a { color: #333333 }\np.a Hello',
      '<html lang="en"><body><style>p{color:#333333}</style><p>Hello</p></body></html>',
    ],
  },
  check(_email, document, report) {
    const forWord = new Set(wordElements(document));
    for (const element of document.elements)
      if (
        element.name === 'style' &&
        !forWord.has(element) &&
        isForWord(document, element) &&
        closest(element, ({ name }) => name === 'body')
      )
        report({ message: 'Gmail drops this style element, because it stands in the body.', at: element });
  },
};
