/** How many characters an inbox shows after the subject, at most. */
const SHOWN = 100;

/**
 * HTML that fills the rest of an inbox's line after a preheader, so that the email's first words do not.
 * @param text the preheader
 */
export function filler(text: unknown): string {
  const visible = String(text ?? '').length;
  const pairs = Array.from({ length: Math.max(0, SHOWN - visible) }, () => '&zwnj;&nbsp;');
  // In lines, because mail carries none that is longer than 998 characters.
  return pairs.map((pair, i) => (i % 25 === 24 ? `${pair}\n` : pair)).join('');
}
