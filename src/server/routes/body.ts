import type { Request } from 'express';

/** Those fields of a JSON body, when all of them are texts. */
export function textsOf<Name extends string>(
  { body }: Request,
  names: readonly Name[],
): Record<Name, string> | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const found = names.map((name) => (Object.hasOwn(body, name) ? (body as Record<string, unknown>)[name] : undefined));
  if (!found.every((value) => typeof value === 'string')) return undefined;
  return Object.fromEntries(names.map((name, i) => [name, found[i]])) as Record<Name, string>;
}
