import { Router } from 'express';
import type { SaveAnswer } from '../../model/protocol.js';
import { saveData } from '../../tasks/preview/save-data.js';
import type { Routes } from '../context.js';
import { only, refuse } from '../refuse.js';
import { nameOf } from './asked.js';
import { textsOf } from './body.js';

/** `POST /api/data/<name>`: writes a scenario's file. */
export const dataRoutes: Routes = ({ emails }) => {
  const router = Router();
  router
    .route('/api/data/*name')
    .post((request, response) => {
      const body = textsOf(request, ['scenario', 'data']);
      if (!body) return refuse(request, response, 400, 'A scenario has a "scenario" and "data", as texts.');
      const create = (request.body as { create?: unknown }).create === true;
      const { scenario, data } = body;
      const saved = saveData(emails.project, nameOf(request), scenario, data, create);
      if ('status' in saved) return refuse(request, response, saved.status, saved.error, saved.hint);
      response.json({ scenario, file: saved.file } satisfies SaveAnswer);
    })
    .all(only('POST'));
  return router;
};
