const WORDS = /^(true|false|null|undefined|as)$/;

/** Handlebars takes no path with this in it for a block parameter's, whatever stands before it. */
export const SCOPED = /this\b/;

/** A property as part of a path of Handlebars'; undefined for one that no path can hold. */
export function segmentOf(property: string): string | undefined {
  if (SCOPED.test(property)) return undefined;
  if (/^[\p{L}_$][\p{L}\d_$-]*$/u.test(property) && !WORDS.test(property)) return property;
  return property.includes(']') || property === '' ? undefined : `[${property}]`;
}
