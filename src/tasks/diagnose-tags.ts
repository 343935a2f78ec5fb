import * as problems from '../diagnostics/problems.js';
import type { CompiledTemplate } from '../model/compiled-template.js';
import type { ResolvedConfig } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { checkHandlebars } from '../render/check-tags.js';
import { checkParts, knownNames } from '../render/generate-program.js';

type Written = Omit<CompiledTemplate, 'render' | 'dataType'>;

/**
 * Hand-written tags that no Handlebars can read. What Jink itself does not know is left for whoever fills the template
 * in: that may well be another one's Handlebars.
 */
export function diagnoseTags(template: Written, { helpers }: ResolvedConfig): Diagnostic[] {
  return checkHandlebars(template.html, knownNames(Object.keys(helpers)))
    .filter(({ kind }) => kind === 'syntax')
    .map(({ message, offset }) => problems.brokenTag(message, template.placeAt(offset)));
}

/** Why a template cannot be filled in by Jink itself: nothing for most. */
export function diagnoseFilling(template: Written, { helpers }: ResolvedConfig): Diagnostic[] {
  const found = checkParts(template, Object.keys(helpers));
  // The same tag stands in the HTML and in the text.
  const inHtml = found.filter(({ part }) => part === 'html');
  return (inHtml.length ? inHtml : found.slice(0, 1)).map(({ part, offset, message }) =>
    problems.cannotFillIn(template.name, message, part === 'html' ? template.placeAt(offset) : undefined),
  );
}

/** Without the warnings about tags, where these are told as errors. */
export function withoutTags(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(({ code }) => code !== 'broken-tag');
}
