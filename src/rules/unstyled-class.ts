import { nearest } from '../diagnostics/nearest.js';
import { attribute, classes } from '../document/find.js';
import { hasMergeTag } from '../document/merge-tags.js';
import type { Rule } from '../model/rule.js';
import { wordElements } from './reading/word.js';

export const unstyledClass: Rule = {
  id: 'unstyled-class',
  severity: 'warning',
  summary: 'Every class that the author writes is in some stylesheet.',
  why: 'A class that is nearly one of the stylesheet is most often a typing error: the text stays plain and nobody is told. Any other that no rule speaks of is information.',
  examples: {
    good: ['style.\n  .note { color: #555555 }\np.note Hello', 'p.lead Hello'],
    bad: ['style.\n  .note { color: #555555 }\np.ntoe Hello', '+panel(class="quiett")\n  p Hello'],
  },
  check(email, document, report) {
    const known = email.styledClasses;
    const told = new Set<string>();
    const forWord = new Set(wordElements(document));
    for (const element of document.elements) {
      const value = attribute(element, 'class');
      if (!value || hasMergeTag(value) || forWord.has(element)) continue;
      for (const name of classes(element)) {
        if (known.has(name) || told.has(name)) continue;
        if (email.isOwn(element) && !email.mentions(element, name)) continue;
        told.add(name);
        const near = nearest(
          name,
          [...known].filter((other) => isLike(name, other)),
        );
        report({
          severity: near ? 'warning' : 'info',
          message: `No rule speaks of the class "${name}".`,
          hint: near ? `Did you mean "${near}"?` : 'Take it away, or write a rule for it.',
          at: element,
          attribute: 'class',
        });
      }
    }
  },
};

/** Whether one name may be a slip of the other: `vote` beside `votes` is meant, and so is another beginning. */
function isLike(name: string, other: string): boolean {
  if (name.length < 4 || name[0] !== other[0]) return false;
  return `${name}s` !== other && `${other}s` !== name;
}
