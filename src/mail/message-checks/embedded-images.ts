import type { MessageCheck } from '../../model/inbox.js';

export const embeddedImages: MessageCheck = {
  id: 'embedded-images',
  summary: 'Every image that the HTML takes from the message goes along, and no other one does.',
  why: 'A missing one is a broken picture; one that nothing shows turns up as an attachment with a cryptic name.',
  check({ html, files }, report) {
    const known = new Set(files.map(({ cid }) => cid));
    const asked = new Set([...html.matchAll(/\bcid:([^"'\s)<>]{1,200})/g)].map(([, cid]) => decode(cid!)));
    for (const cid of asked)
      if (!known.has(cid))
        report({ severity: 'error', message: `The HTML shows cid:${cid}, which does not go along.` });
    for (const { cid, filename, isUsed } of files)
      if (cid !== undefined && !isUsed)
        report({ severity: 'info', message: `Nothing shows ${filename || cid}, which goes along with a Content-ID.` });
  },
};

function decode(cid: string): string {
  try {
    return decodeURIComponent(cid.replaceAll('&amp;', '&'));
  } catch {
    return cid;
  }
}
