import { expect, test } from 'vitest';
import { RULES } from '../../dist/rules/index.js';
import { checkProject } from '../../dist/tasks/check.js';
import { openProject } from '../../dist/tasks/project.js';
import { temporaryProject } from '../support/project.js';

/** An author is sent to where the colour was chosen. */
async function hintsOn(code: string, template: string): Promise<string[]> {
  const root = temporaryProject({ 'templates/a.pug': template });
  const { diagnostics } = await checkProject(await openProject({ root }), { rules: RULES });
  return diagnostics.filter((each) => each.code === code).map(({ hint = '' }) => hint);
}

const LINK = "a(href='https://example.com/a') Open the report";

test.each([
  ['a link in the colour of Jink', LINK, 'Make it 4.5 to 1 or more, as with another $primary in styles/email.scss.'],
  ['a button', "+button('Open it')(href='https://example.com/a')", /another \$primary/],
  ['a link with a colour of its own', LINK.replace(')', " style='color: #aaaaaa')"), 'Make it 4.5 to 1 or more.'],
  ['text', 'p(style="color: #aaaaaa") Hello', 'Make it 4.5 to 1 or more.'],
  [
    'a link that dark mode recolours',
    LINK.replace(')', " style='color: #ffffff; background-color: #0b6b57')"),
    /in dark mode a link has the colour \$dark-primary/,
  ],
])('%s', async (_, template, expected) => {
  const hints = await hintsOn('contrast', template);
  expect(hints).toEqual([expected instanceof RegExp ? expect.stringMatching(expected) : expected]);
});
