import { writtenAttribute } from '../check/written-tag.js';
import { isCssProblem, parseCss, type SheetRule } from '../compile/css.js';
import { stylesOf } from '../compile/declarations.js';
import { preheaderOf, subjectOf } from '../compile/head.js';
import { textOf } from '../compile/text.js';
import { attribute, innerSource } from '../document/find.js';
import { lineStarts, positionAt } from '../document/positions.js';
import type { AppliedStyle } from '../model/compiled-template.js';
import type { Document, Element } from '../model/document.js';
import type { CheckedEmail } from '../model/rule.js';
import { commonView, type EmailContext } from './checked-email.js';

/** A finished email, or a piece of one, that Jink did not make: its HTML is what its author wrote. */
export async function emailFromHtml(html: string, file: string, context: EmailContext): Promise<CheckedEmail> {
  const view = await commonView(html, context);
  const { document } = view;
  const sheets = document.elements
    .filter(({ name }) => name === 'style')
    .flatMap((element) => readSheet(document, element, file));
  const attributes = document.elements.flatMap((element): AppliedStyle[] => {
    const declarations = stylesOf(element);
    const place = { file, ...positionAt(html, element.start) };
    return declarations.length ? [{ selectors: [], declarations, around: [], place, isOwn: false, inHead: false }] : [];
  });
  const styles = [...sheets, ...attributes];
  return {
    ...view,
    text: await textOf(html),
    subject: subjectOf(document) ?? '',
    preheader: preheaderOf(document),
    styles,
    styledClasses: new Set(
      styles.flatMap(({ selectors }) => selectors.flatMap((each) => each.match(/(?<=\.)[\w-]+/g) ?? [])),
    ),
    diagnostics: [],
    images: [],
    start: { file, line: 1, column: 1 },
    sourceAt: (offset) => ({ place: { file, ...positionAt(html, offset) }, isOwn: false }),
    isOwn: () => false,
    attributeAt: (place, name) => writtenAttribute(html, place, name),
    mentions: (element, word) => html.slice(element.start, element.openEnd).includes(word),
  };
}

function readSheet(document: Document, element: Element, file: string): AppliedStyle[] {
  const starts = lineStarts(innerSource(document, element));
  const locate = (line: number, column: number) => ({
    file,
    ...positionAt(document.source, element.openEnd + (starts[line - 1] ?? 0) + column - 1),
  });
  const sheet = parseCss(innerSource(document, element), locate);
  const media = attribute(element, 'media');
  if (isCssProblem(sheet)) return [];
  const read = (rules: readonly SheetRule[], around: string[]): AppliedStyle[] =>
    rules.flatMap((rule): AppliedStyle[] => {
      if (rule.kind === 'tagged')
        return read(
          rule.parts.filter((part) => typeof part !== 'string'),
          around,
        );
      const common = { around, ...(rule.place && { place: rule.place }), isOwn: false, inHead: true };
      if (rule.kind === 'style') return [{ ...common, selectors: rule.selectors, declarations: rule.declarations }];
      const here = [...around, `@${rule.name} ${rule.params}`.trim()];
      return [
        { ...common, selectors: [], declarations: rule.declarations ?? [], around: here },
        ...read(rule.rules ?? [], here),
      ];
    });
  return read(sheet.rules, media ? [`@media ${media}`] : []);
}
