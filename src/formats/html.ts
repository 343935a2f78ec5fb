import type { Format } from '../model/format.js';

/** The email's HTML: a Handlebars template, or finished when data was merged in. */
export const html: Format = {
  name: 'html',
  summary: 'the HTML, a Handlebars template where data is shown',
  fillsIn: false,
  write: ({ template, email }) => [{ kind: 'html', extension: '.html', content: (email ?? template).html }],
};
