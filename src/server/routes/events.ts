import { Router } from 'express';
import type { Routes } from '../context.js';
import { only } from '../refuse.js';
import { queryOf } from './asked.js';

/** `GET /api/events?name=…`: what changes, as it changes. */
export const eventsRoutes: Routes = ({ emails, live }) => {
  const router = Router();
  router
    .route('/api/events')
    .get((request, response) => {
      const name = queryOf(request, 'name');
      if (name !== undefined) emails.look(name);
      if (request.method === 'HEAD') response.end();
      else live.add(response, { type: 'templates', list: emails.list(), changed: [] });
    })
    .all(only('GET'));
  return router;
};
