import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { warmUpSass } from '../compile/sass.js';

/** Begins to load Sass for a project that was never built, while the rest of Jink is still being loaded. */
export function warmUp(root: string): void {
  if (!existsSync(join(root, '.jink', 'cache')) && hasStyles(root)) warmUpSass();
}

/** Whether there is anything but MJML, which brings its styles along. */
function hasStyles(root: string): boolean {
  if (existsSync(join(root, 'styles', 'email.scss'))) return true;
  try {
    const files = readdirSync(join(root, 'templates'), { recursive: true, encoding: 'utf8' });
    return files.some((file) => /(?<!\.mjml)\.(pug|html)$|\.scss$/.test(file));
  } catch {
    return false;
  }
}
