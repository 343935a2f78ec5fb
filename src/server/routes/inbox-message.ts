import { type Request, type Response, Router } from 'express';
import type { Routes } from '../context.js';
import type { Inbox } from '../inbox/inbox.js';
import type { Kept } from '../inbox/kept.js';
import { only, refuse } from '../refuse.js';

/** The message that a path names. Nothing is ever read from the name: it is looked up. */
export function keptOf(inbox: Inbox, request: Request, response: Response): Kept | undefined {
  const kept = typeof request.params.id === 'string' ? inbox.find(request.params.id) : undefined;
  if (!kept) refuse(request, response, 404, 'There is no such message.');
  return kept;
}

/** `GET /api/inbox/<id>`: a message and all there is to know of it; `DELETE` deletes it, `POST …/read` marks it. */
export function inboxMessageRoutes(inbox: Inbox): Routes {
  return () => {
    const router = Router();
    router
      .route('/api/inbox/:id')
      .get(async (request, response) => {
        const kept = keptOf(inbox, request, response);
        if (!kept) return;
        const message = await inbox.describe(kept);
        if (message) response.json(message);
        else refuse(request, response, 404, 'This message is gone.');
      })
      .delete(async (request, response) => {
        const kept = keptOf(inbox, request, response);
        if (!kept) return;
        await inbox.remove(kept.id);
        response.status(204).end();
      })
      .all(only('GET'));
    router
      .route('/api/inbox/:id/read')
      .post((request, response) => {
        const kept = keptOf(inbox, request, response);
        if (!kept) return;
        inbox.markRead(kept.id);
        response.status(204).end();
      })
      .all(only('POST'));
    return router;
  };
}
