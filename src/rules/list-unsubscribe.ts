import type { Rule } from '../model/rule.js';
import { linksOf } from './reading/links.js';
import { textOf } from './reading/texts.js';

const WORDS =
  /unsub|opt[\s-]?out|abmelde|abbestell|austragen|d[ée]sabonn|d[ée]sinscri|darse de baja|cancelar (la )?suscripci|disiscri|annulla l.iscrizione|uitschrijv|afmeld|avregistrer|afmelding|wypisz|email[ _-]?preferences|manage[ _-](your )?(subscription|preferences)|stop (these|getting|receiving)|change or stop/i;

export const listUnsubscribe: Rule = {
  id: 'list-unsubscribe',
  severity: 'error',
  summary: 'A template that is declared marketing has a link to unsubscribe.',
  why: 'The law of most countries asks for it, and Google and Yahoo refuse bulk mail without it since 2024. The header List-Unsubscribe is looked at when a message is sent. Declare it in the config: `templates: { news: { kind: "marketing" } }`.',
  examples: {
    good: [
      {
        template: 'p Hello\na(href="https://example.com/unsubscribe") Unsubscribe',
        config: { templates: { example: { kind: 'marketing' } } },
      },
      'p Hello',
      {
        template: 'p Hello\na(href="*|UNSUB|*") No more of this',
        config: { mergeTags: ['mailchimp'], templates: { example: { kind: 'marketing' } } },
      },
    ],
    bad: [
      { template: 'p Hello', config: { templates: { example: { kind: 'marketing' } } } },
      {
        template: 'p Hello\na(href="https://example.com/") Our page',
        config: { templates: { example: { kind: 'marketing' } } },
      },
    ],
  },
  check(email, document, report) {
    if (email.kind !== 'marketing') return;
    const found = document.elements.some(
      (element) =>
        element.name === 'a' &&
        WORDS.test(`${textOf(document, element)} ${element.attributes.find(({ name }) => name === 'href')?.value}`),
    );
    if (!found && linksOf(document).every(({ url }) => !WORDS.test(url)))
      report({ message: 'A marketing email needs a link to unsubscribe.', hint: 'Add one, as a rule in the footer.' });
  },
};
