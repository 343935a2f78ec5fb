import type { Lens } from '../model/lens.js';
import { dark } from './dark.js';
import { darkForced } from './dark-forced.js';
import { darkPartial } from './dark-partial.js';
import { gmailNoStyles } from './gmail-no-styles.js';
import { imagesOff } from './images-off.js';
import { word } from './word.js';

/** Every lens that ships with Jink, in the order in which several are looked through: the client first, light last. */
export const LENSES: readonly Lens[] = [word, gmailNoStyles, imagesOff, dark, darkPartial, darkForced];
