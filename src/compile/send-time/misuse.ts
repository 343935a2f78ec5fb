/** Something was asked of a value at build time that only an email's data can answer. */
export class SendTimeMisuse extends Error {
  /**
   * @param value as the author wrote it: `agents.map`
   * @param hint what to do instead
   */
  constructor(
    message: string,
    readonly value: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

const PREPARE = 'Prepare it in the data, or write a helper in jink.config that does it when the email is sent.';

/** What does at send time what a method of JavaScript's would do now. */
const INSTEAD: Record<string, string> = {
  toFixed: 'Write number(value, decimals), which works when the email is sent.',
  toPrecision: 'Write number(value, decimals), which works when the email is sent.',
  toLocaleString: 'Write number(value) or date(value), which work when the email is sent.',
  toLocaleDateString: 'Write date(value), which works when the email is sent.',
  toLocaleTimeString: "Write date(value, 'HH:mm'), which works when the email is sent.",
  toUpperCase: 'CSS can do it: text-transform: uppercase.',
  toLowerCase: 'CSS can do it: text-transform: lowercase.',
  substring: 'Write truncate(text, length), or prepare it in the data.',
  substr: 'Write truncate(text, length), or prepare it in the data.',
  forEach: 'Loop over it with "each".',
  map: 'Loop over it with "each", and write there what each item becomes.',
  toString: 'It is printed as it is; String(value) puts it into a text.',
};

export function uncallable(owner: string, method: string): SendTimeMisuse {
  const value = `${owner}.${method}`;
  return unknowable(
    value,
    `"${method}" cannot be called now`,
    Object.hasOwn(INSTEAD, method) ? INSTEAD[method] : PREPARE,
  );
}

export function unknowable(value: string, doing: string, hint = PREPARE): SendTimeMisuse {
  return new SendTimeMisuse(`"${value}" is known only when the email is sent, so ${doing}.`, value, hint);
}
