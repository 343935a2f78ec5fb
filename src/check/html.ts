import type { HtmlValidate } from 'html-validate';
import { findUnpaired } from '../document/structure.js';
import type { Unsound } from '../model/rule.js';
import { wrongComments } from '../rules/reading/conditional-comments.js';
import { fillMergeTags, hasWordBranch, standardView, wordView } from './views.js';

/* The one door to html-validate, which is loaded when the first email is checked. */

let loading: Promise<HtmlValidate> | undefined;

async function load(): Promise<HtmlValidate> {
  const { HtmlValidate: Validator, StaticConfigLoader } = await import('html-validate');
  const loader = new StaticConfigLoader({
    root: true,
    extends: ['html-validate:recommended', 'html-validate:document'],
    elements: [
      'html5',
      {
        center: { deprecated: false, flow: true, permittedContent: ['@flow'] },
        font: { deprecated: false, flow: true, phrasing: true, permittedContent: ['@phrasing'] },
      },
    ],
    rules: {
      'no-deprecated-attr': 'off', // bgcolor, align, valign, cellpadding and width are what Word reads
      'no-inline-style': 'off', // the only styles that every client honours
      'no-conditional-comment': 'off', // the only way to speak to Word alone
      'doctype-html': 'off', // XHTML doctypes are as legitimate
      'doctype-style': 'off',
      'prefer-tbody': 'off', // bytes in each of many tables
      'void-style': 'off', // how things are written is a matter of taste, from here …
      'no-self-closing': 'off',
      'attr-quotes': 'off',
      'attr-case': 'off',
      'element-case': 'off',
      'attribute-boolean-style': 'off',
      'attribute-empty-style': 'off',
      'no-trailing-whitespace': 'off', // … to here
      'wcag/h63': 'off', // layout tables have no headers to scope
      'no-redundant-role': 'off', // role=presentation is written on purpose
      'long-title': 'off', // the title is the subject
      'tel-non-breaking': 'off',
      'require-sri': 'off', // emails load no scripts
      'no-unused-disable': 'off',
      'close-order': 'off', // structure.ts tells what began it, not what follows from it
      'no-implicit-close': 'off',
      'prefer-native-element': ['error', { exclude: ['article'] }],
      'no-raw-characters': ['error', { relaxed: true }],
      'valid-id': ['error', { relaxed: true }],
      // Rules of Jink's tell these, with more about emails:
      'wcag/h30': 'off', // link-text
      'wcag/h37': 'off', // img-alt
      'area-alt': 'off', // img-alt
      'empty-title': 'off', // title
      'heading-level': 'off', // heading-order
      'meta-refresh': 'off', // forbidden-element
      'wcag/h32': 'off', // forbidden-element: forms
      'wcag/h36': 'off',
      'input-missing-label': 'off',
      'no-implicit-button-type': 'off',
    },
  });
  // Else it would build its tables of elements anew for every email.
  const config = loader.getConfigFor('email.html');
  loader.getConfigFor = () => config;
  return new Validator(loader);
}

/** Begins to load the validator, for whoever knows that an email will be checked. */
export function warmUpHtml(): void {
  loading ??= load();
}

/** Elements of Word, and those that mailing services replace. */
const KNOWN_ELSEWHERE =
  /<([a-z]+:[^>]*|xml|webversion|unsubscribe|preferences|forwardtoafriend|singleline|multiline|repeater|layout|current(day|month|year|monthname|dayname))>/;

/** What is wrong with the HTML of one view, told from the other by what only it has. */
export async function validateHtml(html: string): Promise<{ standard: Unsound[]; word: Unsound[] }> {
  warmUpHtml();
  const validator = await loading!;
  const filled = fillMergeTags(html);
  // Where comments end in the wrong place, so does all that stands in them: that is told by a rule of its own.
  if (wrongComments(html).length > 0) return { standard: [], word: [] };
  const standard = await validate(validator, standardView(filled));
  if (!hasWordBranch(html)) return { standard, word: [] };
  const known = new Set(standard.map(keyOf));
  const word = await validate(validator, wordView(filled));
  return { standard, word: word.filter((each) => !known.has(keyOf(each))) };
}

function keyOf({ offset, rule }: Unsound): string {
  return `${offset} ${rule}`;
}

async function validate(validator: HtmlValidate, html: string): Promise<Unsound[]> {
  const isDocument = /<html[\s>]/i.test(html);
  const unpaired = findUnpaired(html);
  const names = unpaired.map(({ name }) => `under <${name}>`);
  const { results } = await validator.validateString(html);
  const found = results
    .flatMap(({ messages }) => messages)
    .filter(({ ruleId, message }) => {
      if (names.some((name) => message.includes(name))) return false; // it follows from what is not closed
      if (ruleId === 'attribute-allowed-values') return !/"(width|height)"/.test(message); // img-width-attr
      if (/^(missing-doctype|no-missing-references)$/.test(ruleId))
        return isDocument && ruleId !== 'no-missing-references';
      if (ruleId === 'element-required-attributes') return !/"(lang|alt)"|"title"/.test(message); // html-lang, img-alt
      if (ruleId === 'no-unknown-elements' || ruleId === 'element-name') return !KNOWN_ELSEWHERE.test(message);
      if (ruleId === 'element-required-content') return !/<head>|<html>|"title"/.test(message); // title
      return true;
    })
    .map(({ offset, message, ruleId, ruleUrl }) => ({
      offset: startOfTag(html, offset),
      message,
      rule: ruleId,
      ...(ruleUrl && { url: ruleUrl }),
    }));
  return [
    ...unpaired.map(({ offset, message, isHarmless }) => ({
      offset,
      message,
      rule: isHarmless ? 'no-implicit-close' : 'close-order',
    })),
    ...found,
  ];
}

/** Some rules point at a tag's name. */
function startOfTag(html: string, offset: number): number {
  return offset - (/<\/?$/.exec(html.slice(Math.max(0, offset - 2), offset))?.[0].length ?? 0);
}
