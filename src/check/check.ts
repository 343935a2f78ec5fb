import type { RuleSettings } from '../model/config.js';
import type { Diagnostic, Severity } from '../model/diagnostic.js';
import type { Place } from '../model/place.js';
import type { CheckedEmail, Finding, Rule } from '../model/rule.js';

/** What the rules have to say of one email, each with its place and its final severity. */
export function checkEmail(email: CheckedEmail, rules: readonly Rule[], settings: RuleSettings): Diagnostic[] {
  const found: Diagnostic[] = [];
  const adopted = new Set<string>();
  for (const rule of rules) {
    for (const code of rule.adopts ?? []) adopted.add(code);
    const wanted = severityIn(settings, rule.id);
    if (wanted === 'off') continue;
    for (const diagnostic of email.diagnostics)
      if (rule.adopts?.includes(diagnostic.code))
        found.push({ ...diagnostic, code: rule.id, severity: wanted ?? rule.severity });
    rule.check(email, email.document, (finding) => found.push(toDiagnostic(email, rule, finding, wanted)));
  }
  const own = email.diagnostics.filter(({ code }) => !adopted.has(code));
  return [...own, ...found];
}

/** What the settings say of a rule's severity; undefined when they leave it to the rule. */
export function severityIn(settings: RuleSettings, id: string): Severity | 'off' | undefined {
  const setting = Object.hasOwn(settings, id) ? settings[id] : undefined;
  return typeof setting === 'object' ? setting.severity : setting;
}

/** A rule's limits: its own, and what the settings say instead. */
export function limitsIn(
  settings: RuleSettings,
  { id, options = {} }: Pick<Rule, 'id' | 'options'>,
): Record<string, number> {
  const setting = Object.hasOwn(settings, id) ? settings[id] : undefined;
  const wanted = typeof setting === 'object' ? setting : {};
  return Object.fromEntries(
    Object.entries(options).map(([name, usual]) => [name, typeof wanted[name] === 'number' ? wanted[name] : usual]),
  );
}

function toDiagnostic(email: CheckedEmail, rule: Rule, finding: Finding, wanted: Severity | undefined): Diagnostic {
  const { message, hint, severity, url } = finding;
  const { place, trail } = placeOf(email, finding);
  return {
    code: rule.id,
    severity: wanted ?? severity ?? rule.severity,
    message,
    ...(hint && { hint }),
    place: place ?? email.start,
    ...(trail?.length && { trail }),
    ...(url && { url }),
  };
}

function placeOf(
  email: CheckedEmail,
  { place, trail, at, attribute }: Finding,
): { place?: Place | undefined; trail?: Place[] | undefined } {
  if (place || at === undefined) return { place, trail };
  const offset = typeof at === 'number' ? at : textStart(email.html, at);
  const source = email.sourceAt(offset);
  const name = attribute ?? attributeNameAt(email, offset);
  const written = name && source?.place && email.attributeAt(source.place, name);
  return { place: written || source?.place, trail: source?.trail };
}

/** The name of the attribute that an offset lies in. */
function attributeNameAt({ document }: CheckedEmail, offset: number): string | undefined {
  const element = document.elements.findLast(({ start, openEnd }) => start < offset && offset < openEnd);
  return element?.attributes.find(({ start = 0, end = 0 }) => start <= offset && offset < end)?.name;
}

/** A text begins with its first letter. */
function textStart(html: string, { kind, start, end }: { kind: string; start: number; end: number }): number {
  return kind === 'text' ? start + (/\S/.exec(html.slice(start, end))?.index ?? 0) : start;
}
