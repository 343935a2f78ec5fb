/** What a loop goes through: values, and their names when it is an object's fields. */
export interface Items {
  values: readonly unknown[];
  keys?: readonly string[];
}

const NONE: Items = { values: [] };

/** The items of `each`: those of a list, or an object's fields; null and plain values have none. */
export function itemsOf(value: unknown): Items {
  if (Array.isArray(value)) return { values: value };
  if (typeof value !== 'object' || value === null) return NONE;
  if (Symbol.iterator in value) return { values: [...(value as Iterable<unknown>)] };
  const keys = Object.keys(value);
  return { values: keys.map((key) => (value as Record<string, unknown>)[key]), keys };
}

/** What `{{#name}}` goes through, as Handlebars decides it: a list's items, true as what stands around it, or itself. */
export function sectionItems(value: unknown, around: unknown): Items {
  if (Array.isArray(value)) return { values: value };
  if (value === true) return { values: [around] };
  return value === false || value === null || value === undefined ? NONE : { values: [value] };
}

/** Whether `with` has something to enter: 0 counts as something. */
export function isPresent(value: unknown): boolean {
  return (Boolean(value) || value === 0) && !(Array.isArray(value) && value.length === 0);
}
