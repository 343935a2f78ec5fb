const STARTS: readonly [type: string, start: RegExp][] = [
  ['image/png', /^\x89PNG\r\n\x1A\n/],
  ['image/jpeg', /^\xFF\xD8\xFF/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF[\s\S]{4}WEBP/],
  ['image/avif', /^[\s\S]{4}ftypavi[fs]/],
  ['image/bmp', /^BM/],
  ['image/x-icon', /^\0\0\x01\0/],
  ['image/svg+xml', /^(?:\xEF\xBB\xBF)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]/i],
];

/** What kind of image these bytes are, whatever their file is called; undefined for what is none. */
export function imageType(content: Uint8Array): string | undefined {
  const start = Buffer.from(content.subarray(0, 1024)).toString('latin1');
  return STARTS.find(([, pattern]) => pattern.test(start))?.[0];
}
