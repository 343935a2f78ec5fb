import { dirname } from 'node:path';
import { findMjml } from '../../compile/mjml/mjml-package.js';

/** What MJML itself makes of a source; undefined where mjml is not installed. */
export async function renderedMjml(source: string, path: string): Promise<string | undefined> {
  const installed = findMjml({ root: dirname(path) });
  if (!installed) return undefined;
  const whole = /<mjml[\s>]/.test(source) ? source : `<mjml><mj-body>${source}</mj-body></mjml>`;
  const html = await installed.load().renderFile(whole, path);
  return html.replace(/\saria-label="[^"]*"(?=[^<>]*role="article")/, ''); // the title once more
}
