import * as problems from '../diagnostics/problems.js';
import type { CompiledTemplate } from '../model/compiled-template.js';
import type { ResolvedConfig } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { checkHandlebars } from '../render/check-tags.js';
import { checkParts, knownNames } from '../render/generate-program.js';

type Written = Omit<CompiledTemplate, 'render' | 'dataType'>;

/** What Jink does not know in hand-written tags: they stay in the HTML, for the Handlebars that fills it in. */
export function diagnoseTags(template: Written, { helpers }: ResolvedConfig): Diagnostic[] {
  return checkHandlebars(template.html, knownNames(Object.keys(helpers))).map(
    ({ kind, message, suggestion, offset }) => {
      const place = template.placeAt(offset);
      if (kind === 'syntax') return problems.brokenTag(message, place);
      if (kind === 'unknown-helper') return problems.unknownHelper(message, place, suggestion);
      return problems.unsupportedTag(message, place);
    },
  );
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
  const codes = ['broken-tag', 'unknown-helper', 'unsupported-tag'];
  return diagnostics.filter(({ code }) => !codes.includes(code));
}
