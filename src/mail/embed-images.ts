import { createHash } from 'node:crypto';
import { basename } from 'node:path/posix';
import type { Attachment } from '../model/message.js';

/** An image of the project: its file, what the HTML calls it, and its bytes. */
export interface EmbeddedImage {
  file: string;
  url: string;
  content: Uint8Array;
  contentType: string;
}

/** Makes HTML show images that go along with it. */
export interface ImageEmbedder {
  /** The HTML with `cid:` for every image, and those that it really shows. */
  embed(html: string): { html: string; attachments: Attachment[] };
}

/** Images with the same bytes go along once. Only where images are named is replaced, never a text that looks so. */
export function createImageEmbedder(images: readonly EmbeddedImage[]): ImageEmbedder {
  const byUrl = new Map<string, Attachment>();
  const byContent = new Map<string, Attachment>();
  for (const { file, url, content, contentType } of images) {
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 24);
    const cid = `${hash}@jink`;
    const attachment = byContent.get(hash) ?? { filename: basename(file), content, contentType, cid };
    byContent.set(hash, attachment);
    byUrl.set(url, attachment);
  }
  if (byUrl.size === 0) return { embed: (html) => ({ html, attachments: [] }) };
  const urls = [...byUrl.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map((url) => url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|');
  const named = new RegExp(
    `(\\s(?:src|background)\\s*=\\s*["']?|url\\(\\s*(?:["']|&quot;|&#39;)?)(${urls})(?=["'\\s>)]|&quot;|&#39;)`,
    'gi',
  );
  return {
    embed(html) {
      const shown = new Set<Attachment>();
      const changed = html.replace(named, (whole, before: string, url: string) => {
        const attachment = byUrl.get(url);
        if (!attachment) return whole;
        shown.add(attachment);
        return `${before}cid:${attachment.cid}`;
      });
      return { html: changed, attachments: [...byContent.values()].filter((attachment) => shown.has(attachment)) };
    },
  };
}
