/**
 * A value as text, the way Pug and Handlebars print it: null and undefined are empty. It never throws, whatever
 * `toString` the data brings; functions are no data and print as nothing.
 */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined || typeof value === 'function') return '';
  try {
    return String(value);
  } catch {
    return '';
  }
}
