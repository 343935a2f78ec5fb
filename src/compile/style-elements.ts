import { dirname, join, relative, sep } from 'node:path';
import * as problems from '../diagnostics/problems.js';
import { remove, replaceInside } from '../document/edit.js';
import { attribute, innerSource } from '../document/find.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Document, Element } from '../model/document.js';
import type { Place } from '../model/place.js';
import { compileSheet } from './compiled-sheet.js';
import { conditionalPlaces } from './conditional-places.js';
import {
  type AtRuleBlock,
  type CssProblem,
  isCssProblem,
  isImport,
  type Locate,
  parseCss,
  type Sheet,
  type SheetRule,
} from './css.js';
import type { Draft } from './draft.js';
import { unitsOf } from './head-cascade.js';
import { printRules } from './head-styles.js';
import { writeKept } from './kept-rules.js';
import { authorsPlace, isOwnMark, MARK } from './marks.js';
import { filesBelow, isInside, nameOf, readText, realFile } from './session.js';

/**
 * The styles a document brings along, in its order: `style` elements, and linked stylesheets of the project, which
 * email clients would not load. They leave the document, but for `data-embed` ones and those that only a merge tag
 * completes.
 */
export function takeStyleElements(document: Document, draft: Draft): Sheet[] {
  const { session, input, diagnostics, dependencies } = draft;
  const sourceOf = (file: string) =>
    file === nameOf(session, input.path) ? input.source : readText(join(session.root, file));
  return takeStyles(document, {
    // What MJML writes into its documents' heads works as it stands.
    ...(draft.isMjml && { isForeign: (element) => isOwnMark(session.files, attribute(element, MARK) ?? '') }),
    ...(input.exact && {
      locate(element: Element, css: string): Locate {
        const href = linkedHref(element);
        const file = href === undefined ? undefined : linkedFile(href, draft);
        if (file) return (line, column) => ({ file: nameOf(session, file), line, column });
        const { place } = authorsPlace(session.files, attribute(element, MARK));
        if (!place) return () => undefined;
        const source = sourceOf(place.file);
        return (line, column) => placeInElement(place, source, { line, column, message: '' }, css);
      },
    }),
    linked(element) {
      const href = linkedHref(element);
      if (href === undefined) return undefined;
      const file = linkedFile(href, draft);
      if (file === undefined) {
        const { place } = authorsPlace(session.files, attribute(element, MARK));
        diagnostics.push(problems.missingStylesheet(href, place, sheetsAround(input.path, session.root)));
        return undefined;
      }
      dependencies.add(file);
      return readText(file);
    },
    report(element, problem, css) {
      const href = linkedHref(element);
      const file = href === undefined ? undefined : linkedFile(href, draft);
      const { line, column } = problem;
      const { place } = authorsPlace(session.files, attribute(element, MARK));
      if (file) diagnostics.push(explainCss(problem, css, { file: nameOf(session, file), line, column }));
      else if (place)
        diagnostics.push(explainCss(problem, css, placeInElement(place, sourceOf(place.file), problem, css)));
    },
    imported(element, { params, line = 1, column = 1 }, css) {
      const href = linkedHref(element);
      const file = href === undefined ? undefined : linkedFile(href, draft);
      const { place } = authorsPlace(session.files, attribute(element, MARK));
      const found = file
        ? { file: nameOf(session, file), line, column }
        : place && placeInElement(place, sourceOf(place.file), { message: '', line, column }, css);
      diagnostics.push(problems.importedCss(params, found));
    },
  });
}

export interface StyleSources {
  /** Whether an element is to be left as it is. */
  isForeign?(element: Element): boolean;
  /** The CSS a `link` stands for, or undefined to leave it alone. */
  linked?(element: Element): string | undefined;
  /** Where the lines of an element's CSS were written. */
  locate?(element: Element, css: string): Locate;
  /** Hears of CSS that cannot be read; its element stays. */
  report(element: Element, problem: CssProblem, css: string): void;
  /** Hears of `@import`, which stays. */
  imported(element: Element, rule: AtRuleBlock, css: string): void;
}

/**
 * Takes the styles out of a document that can be inlined, or kept in the head, rule by rule. Those that stand in a
 * condition, of merge tags or for Outlook, stay where they are; their declarations become important.
 */
export function takeStyles(document: Document, { isForeign, linked, locate, report, imported }: StyleSources): Sheet[] {
  const sheets: Sheet[] = [];
  const isConditional = conditionalPlaces(document);
  for (const element of [...document.elements]) {
    if (element.name !== 'style' && element.name !== 'link') continue;
    if (isForeign?.(element)) continue;
    const css = element.name === 'style' ? styleText(document, element) : linked?.(element);
    if (css === undefined) continue;
    const sheet = locate ? parseCss(css, locate(element, css)) : readCss(css);
    if (isCssProblem(sheet)) {
      report(element, sheet, css);
      continue;
    }
    for (const rule of sheet.rules.filter(isImport)) imported(element, rule, css);
    if (element.name === 'style' && isConditional(element)) {
      replaceInside(document, element, `\n${printRules(makeImportant(sheet))}\n`);
      continue;
    }
    remove(document, element);
    const media = attribute(element, 'media')?.trim();
    const conditional = media && !/^(all|screen)$/i.test(media);
    sheets.push(conditional ? { rules: [{ kind: 'at', name: 'media', params: media, rules: sheet.rules }] } : sheet);
  }
  return sheets;
}

/** Sheets that were read before: many documents bring the same one along. */
const known = new Map<string, Sheet | CssProblem>();
const MOST_KNOWN = 16;

/** Reads CSS, or remembers what was read of it. */
export function readCss(css: string): Sheet | CssProblem {
  const read = known.get(css) ?? parseCss(css);
  known.delete(css);
  if (css.length < 200_000) known.set(css, read);
  if (known.size > MOST_KNOWN) known.delete(known.keys().next().value!);
  return read;
}

function makeImportant(sheet: Sheet): SheetRule[] {
  const { entries, leaves } = compileSheet(sheet);
  return writeKept(entries, new Map(leaves.map((leaf) => [leaf, unitsOf({ leaf, order: leaf.order })])));
}

function styleText(document: Document, element: Element): string | undefined {
  if (attribute(element, 'data-embed') !== undefined) return undefined;
  const type = attribute(element, 'type');
  if (type && !/^\s*(text\/css)?\s*$/i.test(type)) return undefined;
  // Styles in a conditional comment are for Outlook alone, which reads them where they stand.
  if (!element.parent?.children.includes(element)) return undefined;
  return innerSource(document, element);
}

/** The path of a linked stylesheet of the project; addresses of the web stay links. */
function linkedHref(element: Element): string | undefined {
  if (element.name !== 'link' || attribute(element, 'rel')?.toLowerCase() !== 'stylesheet') return undefined;
  const href = attribute(element, 'href');
  return href && !/^([a-z]+:|\/\/)/i.test(href) ? href : undefined;
}

/** The absolute path of a linked stylesheet, seen from the template or from the project. */
function linkedFile(href: string, { session, input }: Draft): string | undefined {
  const path = href.startsWith('/') ? join(session.root, href) : join(dirname(input.path), href);
  return [path, join(session.root, href)].map(realFile).find((file) => file && isInside(file, session.root));
}

/** The stylesheets one could have meant, as seen from a template. */
function sheetsAround(template: string, root: string): string[] {
  return filesBelow(root)
    .filter((file) => file.endsWith('.css'))
    .map((file) => relative(dirname(template), file).split(sep).join('/'));
}

/** CSS loses its indentation on the way through Pug: its line is looked for below the `style`. */
function placeInElement(place: Place, source: string, { line, column }: CssProblem, css: string): Place {
  const text = css.split('\n')[line - 1] ?? '';
  const lines = source.split(/\r\n|\r|\n/);
  const index = lines.findIndex((candidate, at) => at >= place.line - 1 && candidate.includes(text.trim()));
  if (text.trim() === '' || index === -1) return place;
  const indent = text.length - text.trimStart().length;
  return {
    file: place.file,
    line: index + 1,
    column: lines[index]!.indexOf(text.trim()) + Math.max(1, column - indent),
  };
}

/** PostCSS's reasons in words for authors. */
function explainCss({ message, line, column }: CssProblem, css: string, place: Place): Diagnostic {
  if (message === 'Unclosed block') {
    const rest = css.split('\n')[line - 1]?.slice(column - 1) ?? '';
    return problems.unclosedBracket('{', { ...place, column: place.column + Math.max(0, rest.indexOf('{')) });
  }
  if (message === 'Unexpected }') return problems.unopenedBracket('}', place);
  const word = /^Unknown word (.+)$/.exec(message)?.[1];
  if (word) return problems.invalidCss(`"${word}" is neither a selector nor a property`, place);
  return problems.invalidCss(message.charAt(0).toLowerCase() + message.slice(1), place);
}
