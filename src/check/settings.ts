import * as problems from '../diagnostics/problems.js';
import type { ResolvedConfig, RuleSettings } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Place } from '../model/place.js';
import type { Rule } from '../model/rule.js';

const SEVERITIES = ['off', 'info', 'warning', 'error'];
const TEMPLATE_SETTINGS = ['kind', 'unsubscribe', 'listId', 'headers', 'rules'];

/** What a config's settings for checks may name. */
export interface KnownNames {
  rules: readonly Rule[];
  clients: readonly string[];
  mergeTags: readonly string[];
  templates: readonly string[];
}

/**
 * What is wrong with the settings for checks.
 * @param placeOf where a name is written in the config
 */
export function checkSettings(
  config: ResolvedConfig,
  known: KnownNames,
  placeOf: (name: string) => Place,
): Diagnostic[] {
  const wrong = (names: readonly string[], all: readonly string[]) => names.filter((name) => !all.includes(name));
  return [
    ...wrong(config.clients, known.clients).map((name) => problems.unknownClient(name, placeOf(name), known.clients)),
    ...wrong(config.mergeTags, known.mergeTags).map((name) =>
      problems.unknownMergeTags(name, placeOf(name), known.mergeTags),
    ),
    ...checkRules(config.rules, known.rules, placeOf),
    ...Object.entries(config.templates).flatMap(([name, settings]) => {
      if (!known.templates.includes(name))
        return [problems.settingsForNoTemplate(name, placeOf(name), known.templates)];
      const keys = wrong(Object.keys(settings), TEMPLATE_SETTINGS);
      const kind = settings.kind !== undefined && !['marketing', 'transactional'].includes(settings.kind);
      return [
        ...keys.map((key) => problems.templateSetting(key, placeOf(key), TEMPLATE_SETTINGS)),
        ...(kind
          ? [
              problems.templateSetting(String(settings.kind), placeOf(String(settings.kind)), [
                'marketing',
                'transactional',
              ]),
            ]
          : []),
        ...checkRules(settings.rules ?? {}, known.rules, placeOf),
      ];
    }),
  ];
}

function checkRules(settings: RuleSettings, rules: readonly Rule[], placeOf: (name: string) => Place): Diagnostic[] {
  const ids = rules.map(({ id }) => id);
  return Object.entries(settings).flatMap(([id, setting]): Diagnostic[] => {
    const rule = rules.find((each) => each.id === id);
    if (!rule) return [problems.unknownRule(id, placeOf(id), ids)];
    const limits = Object.keys(rule.options ?? {});
    if (typeof setting === 'string')
      return SEVERITIES.includes(setting) ? [] : [refuse(id, setting, placeOf, SEVERITIES)];
    if (typeof setting !== 'object' || setting === null) return [refuse(id, String(setting), placeOf, SEVERITIES)];
    return Object.entries(setting).flatMap(([key, value]) => {
      if (key === 'severity')
        return SEVERITIES.includes(String(value)) ? [] : [refuse(id, String(value), placeOf, SEVERITIES)];
      if (!limits.includes(key)) return [refuse(id, key, placeOf, ['severity', ...limits])];
      return typeof value === 'number' && value >= 0 ? [] : [refuse(id, String(value), placeOf, ['a number'])];
    });
  });
}

function refuse(id: string, what: string, placeOf: (name: string) => Place, known: string[]): Diagnostic {
  return problems.ruleSetting(id, what, placeOf(what), known);
}
