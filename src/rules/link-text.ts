import { attribute } from '../document/find.js';
import type { Rule } from '../model/rule.js';
import { isInvisible, textOf } from './reading/texts.js';

/** What says nothing when it is read alone, in the languages one meets most. */
const GENERIC =
  /^(click( here)?|here|this|link|this link|more|read more|learn more|see more|more info(rmation)?|details|go|continue|hier( klicken)?|mehr( lesen| erfahren)?|weiterlesen|ici|cliquez ici|en savoir plus|lire la suite|aqu[ií]|haz clic aqu[ií]|m[aá]s|leer m[aá]s|qui|clicca qui|klik hier)[\s.!…»›>→]*$/i;

/** Arrows and the like, as letters or as entities. */
const SIGNS = /^(?:&(?:[lr]a(?:quo|rr)|[lg]t|bull|middot|hellip);|[^\p{L}\p{N}\p{Extended_Pictographic}&{}%])+$/u;

export const linkText: Rule = {
  id: 'link-text',
  severity: 'warning',
  oncePerPlace: true,
  summary: 'Links say where they lead.',
  why: 'Screen readers list the links of an email without what is around them (WCAG 2.4.4), and an empty one cannot be clicked at all.',
  examples: {
    good: [
      'a(href="https://example.com/report") Open the report',
      '<a href="https://example.com/"><img src="https://example.com/a.png" alt="Example" width="90"></a>',
    ],
    bad: [
      'a(href="https://example.com/report") Click here',
      '<a href="https://example.com/report">&raquo;</a>',
      '<a href="https://example.com/"><img src="https://example.com/a.png" alt="" width="90"></a>',
      'a(href="https://example.com/")',
    ],
  },
  check(email, document, report) {
    for (const element of document.elements) {
      if (element.name !== 'a' || attribute(element, 'href') === undefined || isInvisible(email, element)) continue;
      const label = (attribute(element, 'aria-label') || attribute(element, 'title') || '').trim();
      const text = textOf(document, element);
      if (!text && !label)
        report({
          severity: 'error',
          message: 'This link says nothing.',
          hint: 'Give it a text, or its image an alt.',
          at: element,
        });
      else if ((GENERIC.test(text) || SIGNS.test(text)) && !label)
        report({
          message: `"${text}" does not say where the link leads.`,
          hint: 'Name what one gets there.',
          at: element,
        });
    }
  },
};
