import type { Format } from '../model/format.js';
import { eml } from './eml.js';
import { html } from './html.js';
import { module } from './module.js';
import { text } from './text.js';

/** Every format that `jink build` can write. */
export const formats = { html, text, module, eml } satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;
