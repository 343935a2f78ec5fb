import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { hasClass, rowsOf } from '../dist/document/find.js';
import { parse } from '../dist/document/parse.js';
import {
  type CompiledTemplate,
  type CompileOptions,
  type Diagnostic,
  openProject,
  type Project,
} from '../dist/index.js';
import { structureOf } from './support/structure.js';

/*
 * Each folder of test/cases/compile is a small project with what its templates become beside it:
 *   expected.html              the structure of the body
 *   expected.diagnostics.txt   what the author is told; nothing where there is no such file
 * and, where a case is about it:
 *   expected.full.html         the whole document, letter for letter
 *   expected.txt               the text part
 *   expected.places.txt        the author's line for every element
 *   expected.record.txt        subject, preheader, dependencies and images
 * A folder with several templates has `<name>.expected.html`, and a scenario `week` has `<name>@week`.
 * UPDATE=1 writes these files anew; read them before they are committed.
 */
const CASES = fileURLToPath(new URL('cases/compile', import.meta.url));

const UPDATE = process.env.UPDATE === '1';

/** Built in a copy, so that no cache of an earlier run answers. */
const copies = mkdtempSync(join(tmpdir(), 'jink-cases-'));
cpSync(CASES, copies, { recursive: true });
afterAll(() => rmSync(copies, { recursive: true, force: true }));

describe.each(readdirSync(CASES))('%s', async (name) => {
  const folder = join(CASES, name);
  const project = await openProject({ root: join(copies, name) });
  const runs = project.templates.flatMap((template) =>
    ['default', ...template.scenarios.keys()]
      .filter((scenario, i, all) => all.indexOf(scenario) === i)
      .map((scenario) => ({ template: template.name, scenario })),
  );

  test('has nothing else wrong with it', () => {
    expect(project.configDiagnostics).toEqual([]);
    expect(project.diagnostics).toEqual([]);
    expect(runs.length).toBeGreaterThan(0);
  });

  test.each(runs)('$template, $scenario', async ({ template, scenario }) => {
    const compiled = await compile(project, template, scenario);
    const file = (what: string) => join(folder, fileName(project, template, scenario, what));

    matches(file('diagnostics.txt'), compiled.diagnostics.map(printDiagnostic).join('\n'));
    matches(file('html'), compiled.html && structureOf(compiled.html));
    if (existsSync(file('full.html'))) matches(file('full.html'), compiled.html);
    if (existsSync(file('txt'))) matches(file('txt'), compiled.text);
    if (existsSync(file('places.txt'))) matches(file('places.txt'), printPlaces(compiled));
    if (existsSync(file('record.txt'))) matches(file('record.txt'), printRecord(compiled));

    // What no email may hold, whatever its case is about.
    expect(compiled.html).not.toMatch(/[\uE000-\uE00F]|data-jink|\bundefined\b|!important(?=[^<]*">)/);
    expect(compiled.dependencies.filter((path) => !existsSync(join(folder, path)))).toEqual([]);
  });

  test.each(runs)('$template, $scenario: says the same in every layout', async ({ template, scenario }) => {
    const lines = await compile(project, template, scenario);
    for (const layout of ['minify', 'pretty'] as const) {
      const other = await project.compile(template, { ...optionsOf(project, template, scenario), layout });
      expect(other.html && structureOf(other.html)).toBe(lines.html && structureOf(lines.html));
      expect(other.text).toBe(lines.text);
      expect(gapsOf(other.html)).toEqual([]);
    }
    expect(gapsOf(lines.html)).toEqual([]);
  });
});

/** With the scenario's data known at once; without data there is nothing else to know. */
function optionsOf(project: Project, template: string, scenario: string): CompileOptions {
  const { scenarios } = project.templates.find(({ name }) => name === template)!;
  return scenarios.has(scenario) ? { scenario } : {};
}

function compile(project: Project, template: string, scenario: string): Promise<CompiledTemplate> {
  return project.compile(template, optionsOf(project, template, scenario));
}

function fileName(project: Project, template: string, scenario: string, what: string): string {
  const parts = project.templates.length > 1 ? [template] : [];
  if (scenario !== 'default') parts.push(`@${scenario}`);
  return parts.length ? `${parts.join('')}.expected.${what}` : `expected.${what}`;
}

/** Compares with an expected file; an empty text expects that there is none. */
function matches(file: string, actual: string): void {
  if (UPDATE && actual) writeFileSync(file, actual);
  if (UPDATE && !actual) rmSync(file, { force: true });
  expect(actual).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '');
}

function printDiagnostic({ place, severity, code, message, hint, trail = [] }: Diagnostic): string {
  const where = place ? `${place.file}:${place.line}:${place.column}` : 'nowhere';
  const calls = trail.map(({ file, line, column }) => `  called at ${file}:${line}:${column}\n`);
  return `${where} ${severity} ${code}\n  ${message}\n${hint ? `  ${hint}\n` : ''}${calls.join('')}`;
}

/** White space between the cells of block grids, which would break their lines, as the tags around it. */
function gapsOf(html: string): string[] {
  const { elements } = parse(html);
  const rows = elements.filter((table) => hasClass(table, 'block-grid')).flatMap(rowsOf);
  return rows.flatMap(({ openEnd, closeStart }) => {
    const inside = html.slice(openEnd, closeStart).replace(/<table[\s\S]*?<\/table>|<!--[\s\S]*?-->/g, '');
    return [...inside.matchAll(/(?:^|<\/td>)\s+(?:<td|$)/g)].map(([gap]) => gap);
  });
}

/** Every start tag with its place, in the order of the document. */
function printPlaces({ html, placeAt }: CompiledTemplate): string {
  const { elements } = parse(html);
  const rows = elements.map(({ start, openEnd }) => {
    const place = placeAt(start);
    const tag = html.slice(start, openEnd).replace(/\s+(style|xmlns(:\w)?)="[^"]*"/g, '');
    return `${place ? `${place.file}:${place.line}:${place.column}` : '-'}  ${tag}\n`;
  });
  return rows.join('');
}

function printRecord({ subject, preheader, dependencies, assets }: CompiledTemplate): string {
  const list = (title: string, items: string[]) => [`${title}:`, ...items.map((item) => `  ${item}`)];
  return `${[
    `subject: ${subject}`,
    `preheader: ${preheader}`,
    ...list('dependencies', dependencies.toSorted()),
    ...list(
      'assets',
      assets.map(({ file, url }) => `${file} as ${url}`),
    ),
  ].join('\n')}\n`;
}
