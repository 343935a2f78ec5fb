import { Router } from 'express';
import type { MessageChecks } from '../../model/inbox.js';
import type { CheckOptions } from '../../tasks/check.js';
import { checkMessage } from '../../tasks/check-message.js';
import type { Routes } from '../context.js';
import type { Inbox } from '../inbox/inbox.js';
import type { Kept } from '../inbox/kept.js';
import { only, refuse } from '../refuse.js';
import { keptOf } from './inbox-message.js';

/** `GET /api/inbox/<id>/checks`: what `jink check` would say of a message. */
export function inboxChecksRoutes(inbox: Inbox, rules: CheckOptions['rules']): Routes {
  return ({ emails }) => {
    const router = Router();
    /** A message never changes, but the project's settings do. */
    const known = new WeakMap<object, { config: object; checks: Promise<MessageChecks> }>();
    const check = (kept: Kept, { raw, message }: Found): Promise<MessageChecks> => {
      const { config } = emails.project;
      const before = known.get(message);
      if (before?.config === config) return before.checks;
      const checks = checkMessage(
        { raw, ...message, ...(kept.envelope && { envelope: kept.envelope }) },
        rules,
        config,
      );
      known.set(message, { config, checks });
      return checks;
    };
    router
      .route('/api/inbox/:id/checks')
      .get(async (request, response) => {
        const kept = keptOf(inbox, request, response);
        if (!kept) return;
        const found = await inbox.read(kept);
        if (!found) return refuse(request, response, 404, 'This message is gone.');
        response.json(await check(kept, found));
      })
      .all(only('GET'));
    return router;
  };
}

type Found = NonNullable<Awaited<ReturnType<Inbox['read']>>>;
