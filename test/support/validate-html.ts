import { HtmlValidate, StaticConfigLoader } from 'html-validate';

/** html-validate for emails; each rule that is off says why an email needs what it forbids. */
const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ['html-validate:recommended', 'html-validate:document'],
    elements: [
      'html5',
      { center: { deprecated: false, flow: true, permittedContent: ['@flow'] }, font: { deprecated: false } },
    ],
    rules: {
      'no-deprecated-attr': 'off', // bgcolor, align, valign, cellpadding and width are what Word reads
      'no-inline-style': 'off', // the only styles that every client honours
      'no-conditional-comment': 'off', // the only way to speak to Word alone
      'doctype-html': 'off', // XHTML doctypes are as legitimate
      'doctype-style': 'off',
      'prefer-tbody': 'off', // bytes in each of many tables
      'void-style': 'off',
      'no-self-closing': 'off',
      'attr-quotes': 'off',
      'attribute-boolean-style': 'off',
      'attribute-empty-style': 'off',
      'no-trailing-whitespace': 'off',
      'wcag/h63': 'off', // layout tables have no headers to scope
      'no-redundant-role': 'off', // role=presentation is written on purpose
      'long-title': 'off', // the title is the subject
      'tel-non-breaking': 'off',
      'require-sri': 'off', // emails load no scripts
      'prefer-native-element': ['error', { exclude: ['article'] }],
      'no-raw-characters': ['error', { relaxed: true }],
      'valid-id': ['error', { relaxed: true }],
    },
  }),
);

/** What html-validate has to say of an email, a line each. */
export async function validateHtml(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, line, column, message }) => `${line}:${column} ${ruleId}: ${message}`),
  );
}
