import type { Helper } from './config.js';
import type { Format } from './format.js';
import type { Lens } from './lens.js';
import type { Rule } from './rule.js';
import type { TransportMaker } from './transport.js';

/** A bag of parts, for the `plugins` of a config. What ships with Jink has the same form. */
export interface Plugin {
  /** Told when something is wrong with it. */
  name: string;
  /** For `jink check`; a rule's id must be its own. */
  rules?: readonly Rule[];
  /** For `jink dev`; a lens's id must be its own. */
  lenses?: readonly Lens[];
  /** For `jink build --format`. */
  formats?: readonly Format[];
  /** For `jink send --via`. */
  transports?: readonly TransportMaker[];
  /** Functions that every template can call; the config's own of the same name win. */
  helpers?: Readonly<Record<string, Helper>>;
  /** Absolute path of a folder whose mixins every template can call; the project's own of the same name win. */
  mixins?: string;
}
