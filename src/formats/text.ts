import type { Format } from '../model/format.js';

/** The plain-text part: a Handlebars template, or finished when data was merged in. */
export const text: Format = {
  name: 'text',
  summary: 'the plain text',
  fillsIn: false,
  write: ({ template, email }) => [{ kind: 'text', extension: '.txt', content: (email ?? template).text }],
};
