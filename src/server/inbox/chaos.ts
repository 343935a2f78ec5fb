/** The codes that a recipient may ask for. */
const CODES = new Set([421, 450, 451, 452, 454, 535, 550, 551, 552, 553, 554]);

/** What the catcher is to answer instead of taking a message. */
export interface Refusal {
  code: number;
  /** After the message instead of at once. */
  afterData: boolean;
}

/**
 * A recipient like `450-anna@example.com` is refused with its code, one like `450-data-anna@…` only after the message:
 * so that an application's own handling of refusals can be tested.
 */
export function refusalFor(address: string): Refusal | undefined {
  const [, code, data] = /^([45]\d\d)-(data-)?/i.exec(address) ?? [];
  return CODES.has(Number(code)) ? { code: Number(code), afterData: data !== undefined } : undefined;
}

/** As an error that the server answers with. */
export function toAnswer({ code }: Refusal, address: string): Error {
  const local = address
    .slice(0, address.indexOf('@'))
    .replace(/[^\w.+-]/g, '?')
    .slice(0, 64);
  return Object.assign(new Error(`Refused because the recipient begins with ${local.slice(0, 4)}`), {
    responseCode: code,
  });
}
