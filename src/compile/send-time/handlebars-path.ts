/** A property as part of a path of Handlebars'; undefined for one that no path can hold. */
export function segmentOf(property: string): string | undefined {
  if (/^[\p{L}_$][\p{L}\d_$-]*$/u.test(property) && property !== 'this') return property;
  return property.includes(']') || property === '' ? undefined : `[${property}]`;
}
