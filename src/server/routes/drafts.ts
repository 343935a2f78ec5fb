import { Router } from 'express';
import type { DraftAnswer } from '../../model/protocol.js';
import { refuseText } from '../../tasks/preview/save-data.js';
import { openSources, showDiagnostics } from '../../tasks/preview/show-diagnostics.js';
import type { Routes } from '../context.js';
import { only, refuse } from '../refuse.js';
import { nameOf } from './asked.js';
import { textsOf } from './body.js';

/** `POST /api/drafts/<name>`: an email with data that are being typed. */
export const draftsRoutes: Routes = ({ emails }) => {
  const router = Router();
  router
    .route('/api/drafts/*name')
    .post(async (request, response) => {
      const body = textsOf(request, ['scenario', 'data']);
      if (!body) return refuse(request, response, 400, 'A draft has a "scenario" and "data", as texts.');
      const { scenario, data } = body;
      const name = nameOf(request);
      const entry = await emails.find(name);
      const email = entry?.emails.get(scenario);
      if (!entry || !email) return refuse(request, response, 404, 'There is no such email.');
      if (!entry.template) return refuse(request, response, 409, 'This template was never compiled.');
      const refused = refuseText(data);
      if (refused) return refuse(request, response, refused.status, refused.error);
      const { dataFile } = email;
      const file = dataFile ?? `templates/${name}.json`;
      const wanted = { scenario, data, file, ...(dataFile !== undefined && { dataFile }) };
      const { draft, diagnostics } = await emails.drafts.make(entry.template, wanted);
      const shown = showDiagnostics(diagnostics, openSources(emails.project.root, { [file]: data }));
      response.json({ ...(draft && { draft }), diagnostics: shown } satisfies DraftAnswer);
    })
    .all(only('POST'));
  return router;
};
