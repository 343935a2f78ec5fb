import { Router } from 'express';
import type { EmailDetail } from '../../model/protocol.js';
import { fileOf } from '../../tasks/preview/read-scenario.js';
import { schemaOf } from '../../tasks/preview/schema-of.js';
import { openSources, showDiagnostics } from '../../tasks/preview/show-diagnostics.js';
import { sizeOf } from '../../tasks/preview/size-of.js';
import type { Routes } from '../context.js';
import type { Emails } from '../emails.js';
import { inspected } from '../inspected.js';
import { diagnosticsOf } from '../list-templates.js';
import { only, refuse } from '../refuse.js';
import { type AskedEmail, askedEmail, nameOf } from './asked.js';

/** `GET /api/emails/<name>?scenario=…` */
export const emailsRoutes: Routes = ({ emails }) => {
  const router = Router();
  router
    .route('/api/emails/*name')
    .get(async (request, response) => {
      emails.look(nameOf(request));
      const asked = await askedEmail(request, emails);
      if (!asked) return refuse(request, response, 404, 'There is no such email.');
      response.json(detailOf(asked, emails));
    })
    .all(only('GET'));
  return router;
};

function detailOf(asked: AskedEmail, { project }: Emails): EmailDetail {
  const { name, scenario, entry, email, draft } = asked;
  const { template } = entry;
  const { subject = '', preheader = '', html = '', text = '' } = email.made?.email ?? {};
  const sources = openSources(project.root, draft !== undefined && email.dataFile ? { [email.dataFile]: draft } : {});
  return {
    name,
    scenario,
    revision: email.revision,
    file: fileOf(project, name),
    subject,
    preheader,
    html,
    text,
    template: {
      subject: template?.subject ?? '',
      preheader: template?.preheader ?? '',
      html: template?.html ?? '',
      text: template?.text ?? '',
    },
    data: email.data,
    ...(email.dataFile !== undefined && { dataFile: email.dataFile }),
    schema: schemaOf(project, name, template?.dataType),
    diagnostics: showDiagnostics(
      diagnosticsOf(entry, scenario, email),
      sources,
      inspected(project, email.made, []).elements,
    ),
    isChecked: entry.isBroken || entry.check?.turn === entry.turn,
    isBroken: entry.isBroken || email.isBroken,
    size: sizeOf(html, project, name),
  };
}
