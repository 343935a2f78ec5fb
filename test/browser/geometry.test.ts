import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openProject } from '../../dist/index.js';
import { startChromium } from '../support/chromium.js';
import { inkToPug } from '../support/ink-to-pug.js';
import { temporaryProject } from '../support/project.js';

/** Ink 1.0.5 as Chromium drew it; what Jink's styles and mixins make of the same pages must stand in the same places. */
interface Geometry {
  shell: string;
  cases: Record<string, { html: string; boxes: Record<string, Record<string, Box>> }>;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  style: Record<string, string>;
}

const geometry = JSON.parse(
  readFileSync(new URL('../fixtures/ink-geometry.json', import.meta.url), 'utf8'),
) as Geometry;

const SAME_STYLE = [
  'color',
  'background-color',
  'font-size',
  'font-weight',
  'line-height',
  'text-align',
  'padding-top',
  'padding-right',
  'padding-bottom',
  'padding-left',
];

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser.close());

describe.each([
  ['html', (html: string) => geometry.shell.replace('{{html}}', () => html)],
  ['pug', (html: string) => `extends jink/layout\nblock body\n${inkToPug(html).replace(/^/gm, '  ').trimEnd()}\n`],
])('as %s', (engine, write) => {
  test('every box of every page stands where Ink put it', async () => {
    const names = Object.keys(geometry.cases);
    const files = names.map((name) => [`templates/${name}.${engine}`, write(geometry.cases[name]!.html)]);
    const project = await openProject({ root: temporaryProject(Object.fromEntries(files)) });
    const page = await browser.newPage();
    const differences: string[] = [];
    let measured = 0;
    for (const name of names) {
      const { html, diagnostics } = await project.compile(name);
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      for (const width of [700, 320]) {
        const boxes = await measure(page, html, width);
        for (const [id, reference] of Object.entries(geometry.cases[name]!.boxes[width]!)) {
          const found = boxes[id];
          // Mixins have no way to name the cells that they bring themselves.
          if (!found && engine === 'pug' && /-wrapper$|^button-/.test(id)) continue;
          measured++;
          for (const difference of compare(found, reference, width))
            differences.push(`${name} at ${width}, ${id}: ${difference}`);
        }
      }
    }
    expect(differences).toEqual([]);
    expect(measured).toBeGreaterThan(300);
  });
});

async function measure(page: Page, html: string, width: number): Promise<Record<string, Box>> {
  await page.setViewportSize({ width, height: 900 });
  await page.setContent(html);
  return page.evaluate((properties) => {
    const boxes: Record<string, Box> = {};
    for (const element of document.querySelectorAll<HTMLElement>('[data-box]')) {
      const { x, y, width, height } = element.getBoundingClientRect();
      const computed = getComputedStyle(element);
      const style = Object.fromEntries(properties.map((name) => [name, computed.getPropertyValue(name)]));
      boxes[element.dataset.box!] = { x, y, width, height, style };
    }
    return boxes;
  }, SAME_STYLE);
}

function compare(found: Box | undefined, reference: Box, viewport: number): string[] {
  if (!found) return ['is missing'];
  const hidden = reference.width === 0 && reference.height === 0;
  if (hidden) return found.width === 0 && found.height === 0 ? [] : ['is visible'];
  const tolerances = viewport === 320 ? { x: 1, width: 1 } : { x: 1, width: 1, y: 2, height: 2 };
  const differences = Object.entries(tolerances).flatMap(([name, tolerance]) => {
    const [is, was] = [found[name as 'x'], reference[name as 'x']];
    return Math.abs(is - was) > tolerance ? [`${name} is ${is}, was ${was}`] : [];
  });
  if (viewport === 320) return differences;
  return differences.concat(
    SAME_STYLE.filter((name) => !sameStyle(name, found.style[name]!, reference.style[name]!)).map(
      (name) => `${name} is ${found.style[name]}, was ${reference.style[name]}`,
    ),
  );
}

function sameStyle(name: string, is: string, was: string): boolean {
  const meaning = (value: string) => (name === 'text-align' && value === 'start' ? 'left' : value);
  return meaning(is) === meaning(was);
}
