import { helperMakers } from './helpers/index.js';
import { BLOCKS } from './names.js';
import { operators } from './operators.js';

/** What the compiler writes into tags, and authors may write by hand. */
export const OPERATOR_NAMES: readonly string[] = [...Object.keys(operators), 'safeUrl', 'safeCss', 'lookup'];

/** The formatting helpers that authors call: `date`, `number` … */
export const BUILT_IN_NAMES: readonly string[] = Object.keys(helperMakers);

/** What no helper of a project can be called. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  ...OPERATOR_NAMES,
  ...BLOCKS,
  'log',
  'helperMissing',
  'blockHelperMissing',
]);

/** What no data of a project can be called. */
export function helperNamesOf({ helpers }: { helpers: object }): ReadonlySet<string> {
  return new Set([...BUILT_IN_NAMES, ...Object.keys(helpers)]);
}
