const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' };

/** Decodes the entities that can stand in a style attribute: numeric ones and the few named ones. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (written, hex, decimal, name) => {
    if (hex) return codePoint(Number.parseInt(hex, 16), written);
    if (decimal) return codePoint(Number(decimal), written);
    return NAMED[name] ?? written;
  });
}

function codePoint(code: number, otherwise: string): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
}

/**
 * Text for between double quotes: quotes of CSS become single ones where that changes nothing, others entities.
 * Merge tags keep theirs.
 */
export function encodeQuotes(style: string): string {
  if (!style.includes('"')) return style;
  return style.replace(/\{\{[\s\S]*?\}\}|"([^"'&]*)"|"/g, (found, quoted?: string) => {
    if (found.startsWith('{{')) return found;
    return quoted === undefined ? '&quot;' : `'${quoted}'`;
  });
}

/** Text for between tags. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
