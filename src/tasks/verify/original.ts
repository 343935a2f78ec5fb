import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { attribute } from '../../document/find.js';
import { hasMergeTag, replaceMergeTags } from '../../document/merge-tags.js';
import { parse } from '../../document/parse.js';
import type { Page } from './measure.js';

/** Merge tags that print nothing themselves: conditions, loops, comments, assignments. */
const SILENT =
  /^(\{\{[~]?\s*[#/^!>]|\{\{[~]?\s*else\b|\{%|<%(?![=-])|\*\|(?:IF|ELSE|ELSEIF|END|IFNOT|REPEAT|FOREACH|LIST)[:|]|%%\[)/i;

/** HTML as a browser can show it, with the tags that decide about rows and cells taken out of their way. */
export function withoutSilentTags(html: string): string {
  if (!hasMergeTag(html)) return html;
  return replaceMergeTags(html, (tag) => (SILENT.test(tag) ? '' : tag));
}

/** A page whose relative addresses lead to files in `folder`, and whose images are as large as `original` says. */
export function pageOf(html: string, folder: string, original: string): Page {
  const sizes = imageSizes(original);
  return {
    html: withoutSilentTags(html),
    read: (path) => readLocal(folder, path),
    sizeOf: (address) => sizes.get(nameOf(address)) ?? { width: 120, height: 80 },
  };
}

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};

function readLocal(folder: string, path: string): { body: Buffer; type: string } | undefined {
  const type = TYPES[extname(path).toLowerCase()];
  if (!type || path.split('/').includes('..')) return undefined;
  try {
    return { body: readFileSync(join(folder, path)), type };
  } catch {
    return undefined; // an image that is published elsewhere
  }
}

/** The sizes that an email's images say of themselves, by their files' names. */
function imageSizes(html: string): Map<string, { width: number; height: number }> {
  const sizes = new Map<string, { width: number; height: number }>();
  for (const element of parse(html).elements) {
    if (element.name !== 'img') continue;
    const width = Number.parseInt(attribute(element, 'width') ?? '', 10);
    const height = Number.parseInt(attribute(element, 'height') ?? '', 10);
    const known = width > 0 || height > 0;
    if (known)
      sizes.set(nameOf(attribute(element, 'src') ?? ''), {
        width: width || height,
        height: height || Math.round(width / 2),
      });
  }
  return sizes;
}

function nameOf(address: string): string {
  return address.split('?')[0]!.split('/').at(-1)!.toLowerCase();
}
