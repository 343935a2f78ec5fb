import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { lensesOf, rulesOf } from '../builtin.js';
import * as problems from '../diagnostics/problems.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { placeOfKey } from '../project/config.js';
import type { Project } from './project.js';

/** Rules and lenses of plugins whose id another one has. */
export function findTakenNames({ config, configFile, root }: Project): Diagnostic[] {
  if (!configFile || config.plugins.length === 0) return [];
  const place = placeOfKey(
    'plugins',
    readFileSync(configFile, 'utf8'),
    relative(root, configFile).split(sep).join('/'),
  );
  const all = { rule: rulesOf(config), lens: lensesOf(config) };
  return config.plugins.flatMap(({ name, rules = [], lenses = [] }) =>
    (['rule', 'lens'] as const).flatMap((what) =>
      (what === 'rule' ? rules : lenses)
        .filter(({ id }) => all[what].filter((other) => other.id === id).length > 1)
        .map(({ id }) => problems.takenByPlugin(name, what, id, place)),
    ),
  );
}
