import { Router } from 'express';
import type { Routes } from '../context.js';
import type { Inbox } from '../inbox/inbox.js';
import { only } from '../refuse.js';
import { queryOf } from './asked.js';

/** `GET /api/inbox?q=…&limit=…`: the messages, the newest first; `DELETE` makes the inbox empty. */
export function inboxListRoutes(inbox: Inbox): Routes {
  return () => {
    const router = Router();
    router
      .route('/api/inbox')
      .get((request, response) => {
        const list = inbox.list(queryOf(request, 'q')?.slice(0, 500));
        const limit = Number(queryOf(request, 'limit') || Number.POSITIVE_INFINITY);
        response.json({ ...list, messages: list.messages.slice(0, Math.max(0, limit || 0)) });
      })
      .delete(async (_request, response) => {
        await inbox.clear();
        response.status(204).end();
      })
      .all(only('GET'));
    return router;
  };
}
