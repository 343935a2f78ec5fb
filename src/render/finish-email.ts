import type { Email } from '../model/email.js';
import { MissingDataError } from './missing-data.js';

/**
 * The last thing a generated program does.
 * @throws {MissingDataError} when any of its parts missed something
 */
export function finishEmail(email: Email, missing: readonly string[]): Email {
  if (missing.length) throw new MissingDataError(missing);
  email.subject = toOneLine(email.subject);
  email.preheader = toOneLine(email.preheader);
  return email;
}

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** Line breaks in a subject would start another header. */
export function toOneLine(text: string): string {
  return CONTROL.test(text)
    ? text.replace(/\s*[\u0000-\u001f\u007f-\u009f\u2028\u2029]+\s*/g, ' ').trim()
    : text.trim();
}
