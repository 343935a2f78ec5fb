import { Router } from 'express';
import type { Inspection } from '../../model/protocol.js';
import type { Routes } from '../context.js';
import { inspected } from '../inspected.js';
import { only, refuse } from '../refuse.js';
import { askedEmail } from './asked.js';

/** How long somebody waits for styles with places, in ms. */
const PATIENCE = 30_000;

/** `GET /api/inspect/<name>?scenario=…` */
export const inspectRoutes: Routes = ({ emails }) => {
  const router = Router();
  router
    .route('/api/inspect/*name')
    .get(async (request, response) => {
      const asked = await askedEmail(request, emails, { patience: PATIENCE });
      if (!asked) return refuse(request, response, 404, 'There is no such email.');
      const { email, entry } = asked;
      const inspection = inspected(emails.project, email.made, entry.styles?.styles ?? []);
      response.json({ revision: email.revision, ...inspection } satisfies Inspection);
    })
    .all(only('GET'));
  return router;
};
