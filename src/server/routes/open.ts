import { realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { Router } from 'express';
import { openEditor } from '../../tasks/open-editor.js';
import type { Routes } from '../context.js';
import type { Emails } from '../emails.js';
import { only, refuse } from '../refuse.js';

/** `POST /api/open`: a line in the editor. */
export const openRoutes: Routes = ({ emails }) => {
  const router = Router();
  router
    .route('/api/open')
    .post(async (request, response) => {
      const { file, line, column } = (request.body ?? {}) as Record<string, unknown>;
      if (typeof file !== 'string' || !isCount(line) || !isCount(column))
        return refuse(request, response, 400, 'A place has a "file", a "line" and a "column".');
      const path = findFile(emails, file);
      if (!path) return refuse(request, response, 404, 'No email was made of such a file.');
      const refused = await openEditor(path, line, column);
      if (refused) return refuse(request, response, 409, refused.error, refused.hint);
      response.status(204).end();
    })
    .all(only('POST'));
  return router;
};

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) < 1e7;
}

/** The absolute path of a file that emails were made of, if it lies in the project. */
function findFile({ project, files }: Emails, file: string): string | undefined {
  if (!files().has(file)) return undefined;
  try {
    const path = realpathSync(join(project.root, file));
    return path.startsWith(project.root + sep) ? path : undefined;
  } catch {
    return undefined; // it is gone
  }
}
