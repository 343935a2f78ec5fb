import type { Rule } from '../model/rule.js';
import { visibleTexts } from './reading/texts.js';

/** Placeholders by the name of their language, as the config's `mergeTags` calls them. */
export const MERGE_TAG_LANGUAGES: Readonly<Record<string, RegExp>> = {
  handlebars: /\{\{[\s\S]*?\}\}\}?/g,
  liquid: /\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}/g,
  mailchimp: /\*\|[A-Z0-9_:!.-]+\|\*/g,
  salesforce: /%%[A-Za-z0-9_.=() -]+%%/g,
  ejs: /<%[\s\S]*?%>/g,
  template: /\$\{[\w.]+\}/g,
  hubspot: /\{#[\s\S]*?#\}/g,
};

export const unresolvedMergeTag: Rule = {
  id: 'unresolved-merge-tag',
  severity: 'error',
  summary: 'No placeholder is left for readers to see.',
  why: '“Hello {{first_name}}” is what remains when nobody fills it in. Placeholders of the mailing service are declared in the config as `mergeTags`; anything else belongs in the sample data.',
  examples: {
    good: ['p Hello Ada', { template: 'p Hello *|FNAME|*', config: { mergeTags: ['mailchimp'] } }],
    bad: [
      'p Hello {{first_name}}',
      '<p>Hello *|FNAME|*</p>',
      '<p>Hello %%first_name%%</p>',
      'p Hello #{undefined + ""}',
    ],
  },
  check(email, document, report) {
    const declared = new Set(email.mergeTags);
    const told = new Set<string>();
    for (const [language, pattern] of Object.entries(MERGE_TAG_LANGUAGES)) {
      if (declared.has(language)) continue;
      for (const { 0: tag, index } of email.html.matchAll(pattern)) {
        if (isInStyle(email.html, index) || [...declared].some((name) => isWritten(name, tag)) || told.has(`${index}`))
          continue;
        told.add(`${index}`);
        report({
          message: `${tag.length > 40 ? `${tag.slice(0, 39)}…` : tag} is left as it is.`,
          hint: `Fill it in, or declare that your mailing service does: mergeTags: ['${language}']`,
          at: index,
        });
      }
    }
    for (const { node } of visibleTexts(email)) {
      const text = document.source.slice(node.start, node.end);
      const found = /\[object Object\]|(?<![\w-])(?:undefined|NaN)(?![\w-])/.exec(text);
      if (found && (found[0].startsWith('[') || text.trim().split(/\s+/).length < 6))
        report({
          message: `This text says "${found[0]}".`,
          hint: 'Look at the sample data.',
          at: node.start + found.index,
        });
    }
  },
};

function isWritten(language: string, tag: string): boolean {
  return tag.match(MERGE_TAG_LANGUAGES[language]!)?.[0] === tag;
}

/** `{{` of CSS is two blocks that begin. */
function isInStyle(html: string, offset: number): boolean {
  return html.lastIndexOf('<style', offset) > html.lastIndexOf('</style', offset);
}
