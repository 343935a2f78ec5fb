import PostalMime, { type Email } from 'postal-mime';

/** A message as a mail program reads it. */
export function readMessage(raw: string | Uint8Array): Promise<Email> {
  return PostalMime.parse(raw);
}

/** A header's whole value, unfolded; undefined when there is none. */
export function headerOf({ headers }: Email, name: string): string | undefined {
  return headers.find(({ key }) => key === name.toLowerCase())?.value;
}
