import { limitsIn } from '../../check/check.js';
import { weigh } from '../../document/weigh.js';
import type { EmailSize } from '../../model/protocol.js';
import { gmailClip } from '../../rules/gmail-clip.js';
import type { Project } from '../project.js';

/** How large an email is and why, and how large it may be. */
export function sizeOf(html: string, { config }: Project, name: string): EmailSize {
  const { error = 102 } = limitsIn({ ...config.rules, ...config.templates[name]?.rules }, gmailClip);
  return { bytes: Buffer.byteLength(html), limit: error * 1024, parts: weigh(html) };
}
