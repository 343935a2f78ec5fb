import type { ListedScenario, ListedTemplate } from '../../src/model/protocol';
import { address, DEFAULT_SCENARIO, go } from './address';
import { live } from './live';
import { createStore, type Store, useStore } from './store';

/** The email that is looked at. */
export interface Shown {
  template: ListedTemplate;
  scenario: ListedScenario;
}

/** Follows the address and the list; lacks what is not there, or not yet. */
export const shown: Store<Partial<Shown>> = createStore({});

export const useShown = () => useStore(shown);

function look(): void {
  const { list } = live.get();
  if (!list) return;
  const { view, template: name, scenario: wanted } = address.get();
  if (!view && !name && list.templates[0]) {
    go({ template: list.templates[0].name }, { replace: true });
    return;
  }
  const template = list.templates.find((each) => each.name === name);
  const scenario = template?.scenarios.find((each) => each.name === wanted);
  const before = shown.get();
  if (template === before.template && scenario === before.scenario) return;
  shown.set({ ...(template && { template }), ...(scenario && { scenario }) });
}

live.subscribe(look);
address.subscribe(look);

/** The server has compiled it, or tried to. */
export function isCompiled({ revision }: ListedScenario): boolean {
  return revision > 0;
}

/** Goes to an email; its scenario is the default one unless another is named. */
export function show(template: string, scenario = DEFAULT_SCENARIO, options: { replace?: boolean } = {}): void {
  go({ template, scenario, view: undefined }, options);
}

/** The scenario that stands `by` places further down, around the end. */
export function showNeighbour(by: number): void {
  const { template, scenario } = shown.get();
  if (!template || !scenario) return;
  const { length } = template.scenarios;
  const next = template.scenarios[(template.scenarios.indexOf(scenario) + by + length) % length];
  if (next) show(template.name, next.name);
}
