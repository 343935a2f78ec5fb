import { renderUnicodeCompact } from 'uqr';

/** A text as a code for a phone's camera: light on dark. */
export function qrCode(text: string): string {
  return renderUnicodeCompact(text, { border: 2, ecc: 'L' });
}
