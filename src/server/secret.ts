import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A text that nobody can guess; another one for each start. */
export function createSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** Whether somebody knows a secret; takes as long whatever they say. */
export function isSecret(said: unknown, secret: string): boolean {
  if (typeof said !== 'string') return false;
  return timingSafeEqual(digest(said), digest(secret));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
