import { Router } from 'express';
import type { CheckOptions } from '../../tasks/check.js';
import { checkMessage } from '../../tasks/check-message.js';
import type { Routes } from '../context.js';
import type { Inbox } from '../inbox/inbox.js';
import { only, refuse } from '../refuse.js';
import { keptOf } from './inbox-message.js';

/** `GET /api/inbox/<id>/checks`: what `jink check` would say of a message. */
export function inboxChecksRoutes(inbox: Inbox, rules: CheckOptions['rules']): Routes {
  return ({ emails }) => {
    const router = Router();
    router
      .route('/api/inbox/:id/checks')
      .get(async (request, response) => {
        const kept = keptOf(inbox, request, response);
        if (!kept) return;
        const found = await inbox.read(kept);
        if (!found) return refuse(request, response, 404, 'This message is gone.');
        const { envelope } = kept;
        const message = { raw: found.raw, ...found.message, ...(envelope && { envelope }) };
        response.json(await checkMessage(message, rules, emails.project.config));
      })
      .all(only('GET'));
    return router;
  };
}
