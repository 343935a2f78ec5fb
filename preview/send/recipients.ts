const KEY = 'jink-recipient';

/** Commas part addresses, but for those in quotes. */
export function splitRecipients(text: string): string[] {
  return (text.match(/(?:"(?:\\.|[^"\\])*"|[^,"]|")+/g) ?? []).map((part) => part.trim()).filter(Boolean);
}

/** Whom something was sent to last. */
export function remembered(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

export function remember(to: string): void {
  try {
    localStorage.setItem(KEY, to);
  } catch {
    // It lasts as long as the page.
  }
}
