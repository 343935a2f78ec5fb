import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { warmUpSass } from '../compile/sass.js';

/** Begins to load Sass for a project that was never built, while the rest of Jink is still being loaded. */
export function warmUp(root: string): void {
  if (!existsSync(join(root, '.jink', 'cache'))) warmUpSass();
}
