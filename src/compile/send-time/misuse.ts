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

export function unknowable(value: string, doing: string, hint = PREPARE): SendTimeMisuse {
  return new SendTimeMisuse(`"${value}" is known only when the email is sent, so ${doing}.`, value, hint);
}
