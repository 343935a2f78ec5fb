import { type Request, type Response, Router } from 'express';
import type { Routes } from '../context.js';
import type { Inbox } from '../inbox/inbox.js';
import { only, refuse } from '../refuse.js';
import { keptOf } from './inbox-message.js';

/**
 * `GET /api/inbox/<id>/raw`, `/text`, `/download` and `/files/<index>`: a message as it was sent, its text part, the
 * message as a file, and what goes along with it. None of it is ever shown as a page of this server's.
 */
export function inboxFilesRoutes(inbox: Inbox): Routes {
  return () => {
    const router = Router();
    const answer = (path: string, give: (found: Found, request: Request, response: Response) => void) =>
      router
        .route(path)
        .get(async (request, response) => {
          const kept = keptOf(inbox, request, response);
          if (!kept) return;
          const found = await inbox.read(kept);
          if (!found) return refuse(request, response, 404, 'This message is gone.');
          response.set('Content-Security-Policy', "sandbox; default-src 'none'");
          give(found, request, response);
        })
        .all(only('GET'));

    answer('/api/inbox/:id/raw', ({ raw }, _request, response) => void response.type('text/plain').send(raw));
    answer('/api/inbox/:id/text', ({ message }, _request, response) => {
      response.type('text/plain').send(message.text);
    });
    answer('/api/inbox/:id/download', ({ raw }, request, response) => {
      const name = `message-${request.params.id}.eml`;
      response.set({ 'Content-Type': 'message/rfc822', 'Content-Disposition': attached(name) }).send(raw);
    });
    answer('/api/inbox/:id/files/:index', ({ message }, request, response) => {
      const { index } = request.params;
      const file = /^\d{1,4}$/.test(String(index)) ? message.files[Number(index)] : undefined;
      if (!file) return refuse(request, response, 404, 'There is no such file.');
      const name = file.filename || `part-${index}`;
      response.set({ 'Content-Type': 'application/octet-stream', 'Content-Disposition': attached(name) });
      response.send(Buffer.from(file.content));
    });
    return router;
  };
}

type Found = NonNullable<Awaited<ReturnType<Inbox['read']>>>;

/** A file to be saved, under the last part of its name, whatever letters it has (RFC 5987, RFC 6266). */
function attached(written: string): string {
  const last = (written.split(/[/\\]/).at(-1) ?? '').replace(/[\p{C}"]/gu, '_').replace(/^\.+/, '');
  const name = [...last].slice(0, 150).join('') || 'file';
  const ascii = name.replace(/[^\w .()-]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
