import type { FormattingHelper } from './index.js';
import { isEmpty } from './numeric.js';

/**
 * `default(value, fallback)`: the fallback when the value is missing, null or an empty text; 0 and false stay. Data in
 * `value` may be missing.
 *
 * @example default('Ada', 'there') // Ada
 * @example default('', 'there') // there
 * @example default(null, 'there') // there
 * @example default(0, 'none') // 0
 */
export function makeDefault(): FormattingHelper {
  return (value, fallback) => (isEmpty(value) ? fallback : value);
}
