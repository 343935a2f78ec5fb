import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { limitsIn } from '../check/check.js';
import { validateHtml } from '../check/html.js';
import { writtenAttribute, writtenProperty, writtenTag } from '../check/written-tag.js';
import { findConditions } from '../compile/conditions.js';
import { stylesOf } from '../compile/declarations.js';
import { compileSelector, isClientHook } from '../compile/selectors.js';
import { classes } from '../document/find.js';
import { parse } from '../document/parse.js';
import { positionAt } from '../document/positions.js';
import type { AppliedStyle, CompiledTemplate } from '../model/compiled-template.js';
import type { ResolvedConfig, RuleSettings } from '../model/config.js';
import type { Element } from '../model/document.js';
import type { Place } from '../model/place.js';
import type { AskedData, CheckedEmail, Declaration } from '../model/rule.js';
import { isAttribute } from '../rules/reading/written-style.js';

/** What a rule's view of an email depends on besides the email. */
export interface EmailContext {
  /** Absolute path of the project. */
  root: string;
  config: ResolvedConfig;
  settings: RuleSettings;
  clients: readonly string[];
  template: string;
  scenario: string;
  /** The same template without data, when it is to be judged with this scenario. */
  unfilled?: CompiledTemplate;
  /** The files of its sample data, relative to the project. */
  dataFiles?: readonly string[];
}

/**
 * A compiled template, with the data of one scenario in it, as the rules see it. This is the one place that knows
 * where the email comes from.
 */
export async function emailOf(compiled: CompiledTemplate, context: EmailContext): Promise<CheckedEmail> {
  const { html, text, subject, preheader, styles = [], styledClasses = [], diagnostics, assets } = compiled;
  const sources = new Map<string, string>();
  const sourceOf = (file: string) => {
    const source = sources.get(file) ?? readOr(join(context.root, file), '');
    sources.set(file, source);
    return source;
  };
  const images = assets.map(({ file, url }) => ({ file, url, bytes: sizeOf(join(context.root, file)) }));
  const sourceAt = (offset: number) => compiled.sourceAt(offset);
  return {
    ...(await commonView(html, context)),
    text,
    subject,
    preheader,
    styles: styles.flatMap((style) => (isAttribute(style) ? placeDeclarations(style, sourceOf) : [style])),
    styledClasses: new Set(styledClasses),
    diagnostics: [...(context.unfilled?.diagnostics ?? []), ...diagnostics],
    ...(context.unfilled?.html && { asked: askedOf(context.unfilled, context.dataFiles ?? [], sourceOf) }),
    images,
    sourceAt,
    start: startOf(compiled.file, sourceOf(compiled.file)),
    isOwn: remember((element: Element) => sourceAt(element.start)?.isOwn ?? true),
    attributeAt: (place, name) => writtenAttribute(sourceOf(place.file), place, name),
    mentions(element, word) {
      const place = sourceAt(element.start)?.place;
      if (!place) return false;
      const { start, end } = writtenTag(sourceOf(place.file), place);
      // The name of a mixin is none of its attributes.
      return sourceOf(place.file)
        .slice(start, end)
        .replace(/^\+[\w-]+/, '')
        .includes(word);
    },
  };
}

function askedOf(
  { variables, dataType, html }: CompiledTemplate,
  files: readonly string[],
  sourceOf: (file: string) => string,
): AskedData {
  return {
    variables,
    dataType,
    html,
    placeOf(steps) {
      const name = JSON.stringify(steps.findLast((step) => step !== '[]'));
      for (const file of files) {
        const offset = sourceOf(file).search(new RegExp(`${name.replace(/[^\w"]/g, '\\$&')}\\s*:`));
        if (offset !== -1) return { file, ...positionAt(sourceOf(file), offset) };
      }
      return undefined;
    },
  };
}

/** What a view of an email is whoever made it. */
export async function commonView(html: string, { config, settings, clients, template, scenario }: EmailContext) {
  const document = parse(html);
  for (const element of document.elements) classes(element);
  const { kind } = config.templates[template] ?? {};
  const scene = findConditions(document);
  const selectors = new Map<string, ReturnType<typeof compileSelector>>();
  return {
    template,
    scenario,
    ...(kind && { kind }),
    html,
    document,
    clients,
    mergeTags: config.mergeTags,
    soundness: await validateHtml(html),
    declarationsOf: remember((element: Element): readonly Declaration[] => stylesOf(element)),
    matches(text: string, element: Element): boolean {
      if (!selectors.has(text)) selectors.set(text, isClientHook(text) ? undefined : compileSelector(text));
      return selectors.get(text)?.mayMatch(element, scene) ?? false;
    },
    limits: (rule: Parameters<CheckedEmail['limits']>[0]) => limitsIn(settings, rule),
  };
}

/**
 * A `style` attribute with the place of each declaration. What an author gave to one of Jink's mixins is the
 * author's, the rest is the mixin's.
 */
function placeDeclarations(style: AppliedStyle, sourceOf: (file: string) => string): AppliedStyle[] {
  const { place } = style;
  if (!place) return [style];
  const placed = style.declarations.map((declaration) => {
    const written = writtenProperty(sourceOf(place.file), place, declaration.property);
    return written ? { ...declaration, place: written } : declaration;
  });
  if (!style.isOwn) return [{ ...style, declarations: placed }];
  return [
    { ...style, declarations: placed.filter((declaration) => !declaration.place) },
    { ...style, declarations: placed.filter((declaration) => declaration.place), isOwn: false },
  ].filter(({ declarations }) => declarations.length > 0);
}

function remember<Result>(make: (element: Element) => Result): (element: Element) => Result {
  const known = new Map<Element, Result>();
  return (element) => {
    const result = known.get(element) ?? make(element);
    known.set(element, result);
    return result;
  };
}

/** The first line of a template that says something: a comment above it can speak of the whole email. */
function startOf(file: string, source: string): Place {
  let deeper = Number.POSITIVE_INFINITY;
  for (const [i, line] of source.split(/\r\n|\r|\n/).entries()) {
    const indent = line.search(/\S/);
    if (indent === -1 || indent > deeper) continue;
    deeper = /^\s*\/\//.test(line) ? indent : Number.POSITIVE_INFINITY;
    if (deeper === Number.POSITIVE_INFINITY) return { file, line: i + 1, column: indent + 1 };
  }
  return { file, line: 1, column: 1 };
}

/** A file's text, or something else when it cannot be read. */
export function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return otherwise;
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
