import type { Request } from 'express';
import type { MadeEmail } from '../../tasks/preview/make-email.js';
import type { Emails } from '../emails.js';
import type { KeptEmail, KeptTemplate } from '../kept-email.js';

/** The email that a request names. */
export interface AskedEmail {
  name: string;
  scenario: string;
  entry: KeptTemplate;
  email: KeptEmail;
  /** The text that stands for its data file, when somebody types it. */
  draft?: string;
}

/** A template's name, from a path with any number of slashes. Nothing is ever read from it: it is looked up. */
export function nameOf(request: Request): string {
  return ([] as string[]).concat(request.params.name ?? []).join('/');
}

/** A query's value, when it is given once. */
export function queryOf({ query }: Request, key: string): string | undefined {
  const value = query[key];
  return typeof value === 'string' ? value : undefined;
}

/**
 * The email of `?scenario=` or `?draft=`; without both, that of the default scenario. Undefined for one that does not
 * exist.
 * @param patience how long to wait for the places of its styles, in ms
 */
export async function askedEmail(
  request: Request,
  emails: Emails,
  { name = nameOf(request), patience = 0 } = {},
): Promise<AskedEmail | undefined> {
  const entry = await (patience > 0 ? emails.findExact(name, patience) : emails.find(name));
  if (!entry) return undefined;
  const id = queryOf(request, 'draft');
  if (id !== undefined) {
    const draft = emails.drafts.find(id);
    return draft?.name === name
      ? { name, scenario: draft.scenario, entry, email: draft.email, draft: draft.data }
      : undefined;
  }
  const scenario = queryOf(request, 'scenario') ?? 'default';
  const email = entry.emails.get(scenario);
  return email && { name, scenario, entry, email };
}

/** What is there to be shown, and can be inspected. */
export function madeOf({ email }: AskedEmail): MadeEmail | undefined {
  return email.made?.email ? email.made : undefined;
}
