import { textOf } from './text-of.js';

const SPECIAL = /[&<>"'`=]/;

/** As Handlebars escapes, so that the `.html` and Jink give the same. */
const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
  '`': '&#x60;',
  '=': '&#x3D;',
};

/** Any value as HTML text, safe in elements and in quoted attributes. Null and undefined are empty. */
export function escapeHtml(value: unknown): string {
  const text = typeof value === 'string' ? value : textOf(value);
  return SPECIAL.test(text) ? text.replace(/[&<>"'`=]/g, (character) => ENTITIES[character]!) : text;
}
