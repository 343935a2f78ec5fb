import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as problems from '../diagnostics/problems.js';
import { remove } from '../document/edit.js';
import { attribute, innerSource } from '../document/find.js';
import { hasMergeTag } from '../document/merge-tags.js';
import type { Document, Element } from '../document/tree.js';
import { type CssProblem, hasMergeTagsAroundRules, isCssProblem, parseCss, type Sheet } from './css.js';
import type { Draft } from './draft.js';
import { authorsPlace, MARK } from './marks.js';
import { isInside, realFile } from './session.js';

/**
 * The styles a document brings along, in its order: `style` elements, and linked stylesheets of the project, which
 * email clients would not load. They leave the document, but for `data-embed` ones and those that only a merge tag
 * completes.
 */
export function takeStyleElements(document: Document, draft: Draft): Sheet[] {
  const { files } = draft.session;
  return takeStyles(document, {
    linked: (element) => linkedText(element, draft),
    report: (element, problem) => {
      const { place } = authorsPlace(files, attribute(element, MARK));
      const at = place && { ...place, line: place.line + problem.line - 1 };
      draft.diagnostics.push(problems.invalidCss(problem.message, at));
    },
  });
}

export interface StyleSources {
  /** The CSS a `link` stands for, or undefined to leave it alone. */
  linked?(element: Element): string | undefined;
  /** Hears of CSS that cannot be read; its element stays. */
  report(element: Element, problem: CssProblem): void;
}

/** Takes the styles out of a document that can be inlined, or kept in the head, rule by rule. */
export function takeStyles(document: Document, { linked, report }: StyleSources): Sheet[] {
  const sheets: Sheet[] = [];
  for (const element of [...document.elements]) {
    const css = element.name === 'style' ? styleText(document, element) : linked?.(element);
    if (css === undefined) continue;
    const sheet = parseCss(css);
    if (isCssProblem(sheet)) {
      if (!hasMergeTag(css)) report(element, sheet);
      continue;
    }
    if (hasMergeTagsAroundRules(sheet)) continue;
    remove(document, element);
    const media = attribute(element, 'media')?.trim();
    const conditional = media && !/^(all|screen)$/i.test(media);
    sheets.push(conditional ? { rules: [{ kind: 'at', name: 'media', params: media, rules: sheet.rules }] } : sheet);
  }
  return sheets;
}

function styleText(document: Document, element: Element): string | undefined {
  if (attribute(element, 'data-embed') !== undefined) return undefined;
  // Styles in a conditional comment are for Outlook alone, which reads them where they stand.
  if (!element.parent?.children.includes(element)) return undefined;
  return innerSource(document, element);
}

/** The text of a linked stylesheet of the project; addresses of the web stay links. */
function linkedText(element: Element, { session, input, diagnostics, dependencies }: Draft): string | undefined {
  if (element.name !== 'link' || attribute(element, 'rel')?.toLowerCase() !== 'stylesheet') return undefined;
  const href = attribute(element, 'href');
  if (!href || /^([a-z]+:|\/\/)/i.test(href)) return undefined;
  const path = href.startsWith('/') ? join(session.root, href) : join(dirname(input.path), href);
  const file = [path, join(session.root, href)].map(realFile).find((found) => found && isInside(found, session.root));
  if (!file) {
    const { place } = authorsPlace(session.files, attribute(element, MARK));
    diagnostics.push(problems.missingStylesheet(href, place));
    return undefined;
  }
  dependencies.add(file);
  return readFileSync(file, 'utf8');
}
