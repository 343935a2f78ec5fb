import { validateHtml as validate } from '../../dist/check/html.js';

/** What the validator of `jink check` has to say of an email, in either of its views, a line each. */
export async function validateHtml(html: string): Promise<string[]> {
  const { standard, word } = await validate(html);
  return [...standard, ...word].map(({ offset, rule, message }) => {
    const lines = html.slice(0, offset).split('\n');
    return `${lines.length}:${lines.at(-1)!.length + 1} ${rule}: ${message}`;
  });
}
