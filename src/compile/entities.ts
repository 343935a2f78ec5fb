import { replaceMergeTags } from '../document/merge-tags.js';

/**
 * CSS for between double quotes: its quotes become single ones where that changes nothing, others entities, and so do
 * ampersands that would begin an entity. Merge tags stay as they are.
 */
export function encodeQuotes(style: string): string {
  if (!/["&]/.test(style)) return style;
  const tags: string[] = [];
  const masked = replaceMergeTags(style, (tag) => `\uE000${tags.push(tag) - 1}\uE001`);
  const encoded = masked
    .replace(/&(?=#|\w+(?![\w=]))/g, '&amp;')
    .replace(/\\"|'(?:[^'\\]|\\.)*'|"([^"'\\]*)"|"/g, (found, quoted?: string) =>
      quoted === undefined ? found.replaceAll('"', '&quot;') : `'${quoted}'`,
    );
  return encoded.replace(/\uE000(\d+)\uE001/g, (_, number) => tags[Number(number)]!);
}

/** Text for between tags. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
