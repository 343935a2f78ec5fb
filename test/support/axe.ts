import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe-core has against a part of the page, as one line each; frames of emails are their authors' business. */
export async function violationsOf(page: Page, part: string): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (selector) => {
    const { axe: found } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await found.run({ include: [selector], exclude: ['iframe'] }, { iframes: false });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`),
    );
  }, part);
}
