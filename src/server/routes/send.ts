import { type Request, Router } from 'express';
import type { SendAnswer, SendRequest, SendResult, SendSettings } from '../../model/inbox.js';
import { describeSending, sendTest, type TestSendOptions } from '../../tasks/send/test-send.js';
import type { Routes } from '../context.js';
import type { Inbox } from '../inbox/inbox.js';
import { only, refuse } from '../refuse.js';

/** Messages in a minute: for tests enough, for anything else too few. */
const LIMIT = 30;
const MINUTE = 60_000;
const MOST_RECIPIENTS = 10;

const STATUS = { unknown: 404, forbidden: 403, invalid: 400, impossible: 422 };

/**
 * `GET /api/send/settings`: what sending would do; `POST /api/send`: does it. Which server is used, and who may be sent
 * to, is the project's and the environment's business alone.
 */
export function sendRoutes(options: TestSendOptions, inbox: Inbox): Routes {
  return () => {
    const router = Router();
    let sent: number[] = [];
    const isCaught = (via: string, target: string) =>
      via === 'smtp' && inbox.list().smtp === `smtp://${target.replace('localhost', '127.0.0.1')}`;

    router
      .route('/api/send/settings')
      .get(async (_request, response) => {
        const settings = await describeSending(options);
        const { via, target } = settings;
        response.json({ ...settings, isCaught: isCaught(via, target), limit: LIMIT } satisfies SendSettings);
      })
      .all(only('GET'));

    router
      .route('/api/send')
      .post(async (request, response) => {
        const wanted = readRequest(request);
        if ('error' in wanted) return refuse(request, response, 400, wanted.error);
        const now = Date.now();
        sent = sent.filter((at) => at > now - MINUTE);
        if (sent.length + wanted.to.length > LIMIT) {
          response.set('Retry-After', '60');
          return refuse(request, response, 429, `No more than ${LIMIT} messages are sent in a minute.`);
        }
        sent.push(...wanted.to.map(() => now));
        const done = await sendTest(options, wanted);
        if ('refused' in done) {
          const [first] = done.diagnostics;
          const message = done.diagnostics.map((diagnostic) => diagnostic.message).join('\n');
          return refuse(request, response, STATUS[done.refused], message || 'Nothing can be sent.', first?.hint);
        }
        const { via, target } = await describeSending(options);
        if (via === 'outbox') await inbox.refresh();
        const results = done.outcomes.map((outcome): SendResult => {
          const { to, state, reply, failure, diagnostics, messageId } = outcome;
          const message =
            state === 'sent' && (via === 'outbox' || isCaught(via, target))
              ? inbox.findByMessageId(`<${messageId}>`)
              : undefined;
          const said = reply ?? failure?.reply;
          return {
            ...{ to, state },
            ...(said && { reply: said }),
            ...(failure && { reason: failure.reason }),
            ...(diagnostics[0] && { reason: diagnostics[0].message }),
            ...(diagnostics[0]?.hint && { hint: diagnostics[0].hint }),
            ...(message && { message: message.id }),
          };
        });
        response.json({ via, target, results } satisfies SendAnswer);
      })
      .all(only('POST'));
    return router;
  };
}

const FIELDS = ['template', 'scenario', 'data', 'to', 'subject'];

/** Only what a test may decide: no server, no sender, no headers, no files. */
function readRequest({ body }: Request): SendRequest | { error: string } {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { error: 'What is sent is a JSON object.' };
  const other = Object.keys(body).find((key) => !FIELDS.includes(key));
  if (other !== undefined) return { error: `Only ${FIELDS.join(', ')} can be chosen here.` };
  const { template, to, ...texts } = body as Record<string, unknown>;
  if (typeof template !== 'string') return { error: '"template" is the name of a template.' };
  if (
    !Array.isArray(to) ||
    to.length === 0 ||
    to.length > MOST_RECIPIENTS ||
    !to.every((one) => typeof one === 'string')
  )
    return { error: `"to" is a list of 1 to ${MOST_RECIPIENTS} addresses.` };
  if (Object.values(texts).some((text) => typeof text !== 'string' || text.length > 1_000_000))
    return { error: '"scenario", "data" and "subject" are texts.' };
  return { ...(texts as Partial<SendRequest>), template, to };
}
