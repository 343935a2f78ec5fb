import { Router } from 'express';
import { frameMessage } from '../../tasks/frame-message.js';
import { lookThrough } from '../../tasks/look-through.js';
import { frameHtml } from '../../tasks/preview/frame-html.js';
import type { Routes } from '../context.js';
import type { Inbox } from '../inbox/inbox.js';
import { only, refuse } from '../refuse.js';
import { queryOf } from './asked.js';
import { keptOf } from './inbox-message.js';

/**
 * `GET /api/inbox/<id>/html?lens=…&remote=1`: a message's HTML for a frame. Whoever wrote it, it can do nothing but
 * show itself: no scripts, no origin, no forms, and nothing is loaded but what the message brought along.
 */
export function inboxHtmlRoutes(inbox: Inbox): Routes {
  return ({ lenses, hideRemote }) => {
    const router = Router();
    router
      .route('/api/inbox/:id/html')
      .get(async (request, response) => {
        const kept = keptOf(inbox, request, response);
        if (!kept) return;
        const ids = queryOf(request, 'lens')?.split(',').filter(Boolean) ?? [];
        if (!ids.every((id) => lenses.some((lens) => lens.id === id)))
          return refuse(request, response, 404, 'There is no such lens.');
        const found = await inbox.read(kept);
        if (!found?.message.html) return refuse(request, response, 404, 'This message has no HTML.');
        const { html: written, files } = found.message;
        if (isTooMuch(written)) {
          response.status(413).type('text/plain').send('This HTML is too large to be shown. The download has it.\n');
          return;
        }
        const isRemote = queryOf(request, 'remote') === '1';
        let html = lookThrough(frameHtml(frameMessage(written, files), NO_PROJECT), lenses, ids);
        if (!isRemote) html = hideRemote(html);
        response.set({ 'Content-Security-Policy': policy(isRemote), 'X-DNS-Prefetch-Control': 'off' });
        response.type('text/html').send(html);
      })
      .all(only('GET'));
    return router;
  };
}

/** A message has no images of the project's: those that it shows go along with it. */
const NO_PROJECT = { assets: [], imagePath: () => undefined, isNumbered: false };

/** Nothing else is done while HTML is read: 20,000 tags take a second or two, and four times what emails have. */
function isTooMuch(html: string): boolean {
  if (html.length > 10_000_000) return true;
  let tags = 0;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at + 1)) if (++tags > 20_000) return true;
  return false;
}

function policy(isRemote: boolean): string {
  const elsewhere = isRemote ? ' http: https:' : '';
  return [
    'sandbox allow-popups allow-popups-to-escape-sandbox',
    "default-src 'none'",
    `img-src data:${elsewhere}`,
    `font-src data:${elsewhere}`,
    `style-src 'unsafe-inline'${elsewhere}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; ');
}
