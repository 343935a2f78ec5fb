import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openProject } from '../dist/index.js';
import { startChromium } from './support/chromium.js';
import { validateHtml } from './support/validate-html.js';

/** Every example and the starter, in every scenario: what a reader, a client and a validator may expect of them. */
const EXAMPLES = fileURLToPath(new URL('../examples/', import.meta.url));
const STARTER = fileURLToPath(new URL('../templates/starter', import.meta.url));
const roots = [...readdirSync(EXAMPLES).map((name) => EXAMPLES + name), STARTER];

const emails = (
  await Promise.all(
    roots.map(async (root) => {
      const project = await openProject({ root });
      return project.templates.flatMap((template) =>
        [...template.scenarios.keys()].map((scenario) => ({
          title: `${root.split('/').at(-1)}: ${template.name}, ${scenario}`,
          scenario,
          project,
          name: template.name,
        })),
      );
    }),
  )
).flat();

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser.close());

test('each example has at least two scenarios', () => {
  expect(roots.length).toBe(7);
  for (const root of roots)
    expect(emails.filter(({ project }) => project.root === root).length, root).toBeGreaterThan(1);
});

describe.each(emails)('$title', ({ project, name, scenario }) => {
  test('is sound', async () => {
    const { html, text, subject, preheader, diagnostics } = await project.compile(name, { scenario });
    expect(diagnostics).toEqual([]);
    expect(await validateHtml(html)).toEqual([]);
    expect(subject.length).toBeGreaterThan(5);
    expect(preheader.length).toBeGreaterThan(10);
    expect(Buffer.byteLength(html)).toBeLessThan(45 * 1024);
    expect(Math.max(...html.split('\n').map((line) => Buffer.byteLength(line)))).toBeLessThan(998);
    expect(html).not.toMatch(/data-jink|[\uE000-\uE003]|\$jink|undefined|\[object Object\]|\bNaN\b/);

    const styles = [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, css]) => css!);
    expect(styles.join('').length).toBeLessThan(8 * 1024);
    expect(html.slice(html.indexOf('<body'))).not.toMatch(/<style|!\s*important/);
    for (const css of styles) {
      expect(css).not.toMatch(/\S!important/);
      expect(css.match(/@/g)?.length ?? 0, 'one kind of at-rule in each style element').toBeLessThan(2);
    }

    for (const [, href] of html.matchAll(/href="(https:[^"]+)"/g))
      expect(text).toContain(href!.replaceAll('&amp;', '&'));
    expect(text).not.toMatch(/<(?!https?:|[\w.+-]+@)|&\w+;|[\u200C\u00A0]/);
  });

  test('fits a phone and a desktop', async () => {
    const { html } = await project.compile(name, { scenario });
    const page = await browser.newPage();
    for (const width of [360, 700]) {
      await page.setViewportSize({ width, height: 900 });
      await page.setContent(html);
      const overflow = await page.evaluate(() => {
        const viewport = document.documentElement.clientWidth;
        return [...document.querySelectorAll('body *')]
          .filter((element) => element.getBoundingClientRect().right > viewport + 1)
          .map((element) => element.outerHTML.slice(0, 80));
      });
      expect(overflow, `at ${width}`).toEqual([]);
    }
    await page.close();
  });
});
