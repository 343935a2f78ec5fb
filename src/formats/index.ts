import type { Format } from '../model/format.js';
import { html } from './html.js';
import { module } from './module.js';
import { text } from './text.js';

/** Every format that `jink build` can write. */
export const formats = { html, text, module } satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;
