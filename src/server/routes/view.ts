import { type Request, type Response, Router } from 'express';
import { lookThrough } from '../../tasks/look-through.js';
import { frameHtml } from '../../tasks/preview/frame-html.js';
import type { Routes, ServerContext } from '../context.js';
import { diagnosticsOf } from '../list-templates.js';
import { only, refuse } from '../refuse.js';
import { type AskedEmail, askedEmail, nameOf, queryOf } from './asked.js';

/** What an email may do in the browser: show itself, and nothing else. */
const SANDBOX = 'sandbox allow-popups allow-popups-to-escape-sandbox';

/** A frame that nobody sees, whose layout the page reads. */
const MEASURED = 'sandbox allow-same-origin';

/**
 * `/view/<name>?scenario=…`: an email as its reader gets it, `/view/<name>.txt` its text part, and `/measure/<name>`
 * the same with numbers on its elements.
 */
export const viewRoutes: Routes = (context) => {
  const router = Router();
  router
    .route('/view/*name')
    .get(async (request, response) => {
      const path = nameOf(request);
      const isText = path.endsWith('.txt');
      const name = isText ? path.slice(0, -'.txt'.length) : path;
      const asked = await askedEmail(request, context.emails, { name });
      if (!isText) return show(context, asked, SANDBOX, false, request, response);
      if (!asked) return refuse(request, response, 404, 'There is no such email.');
      response.type('text/plain').send(asked.email.made?.email?.text ?? '');
    })
    .all(only('GET'));
  router
    .route('/measure/*name')
    .get(async (request, response) =>
      show(context, await askedEmail(request, context.emails), MEASURED, true, request, response),
    )
    .all(only('GET'));
  return router;
};

function show(
  { images, lenses, hideRemote }: ServerContext,
  asked: AskedEmail | undefined,
  sandbox: string,
  isNumbered: boolean,
  request: Request,
  response: Response,
): void {
  if (!asked) {
    refuse(request, response, 404, 'There is no such email.');
    return;
  }
  const { made } = asked.email;
  if (!made?.email) {
    refuse(request, response, 503, 'This email was never compiled.', whyNot(asked));
    return;
  }
  const ids = queryOf(request, 'lens')?.split(',').filter(Boolean) ?? [];
  if (!ids.every((id) => lenses.some((lens) => lens.id === id))) {
    refuse(request, response, 404, 'There is no such lens.');
    return;
  }
  const isRemote = queryOf(request, 'remote') === '1';
  let html = frameHtml(made.email.html, { assets: made.assets, imagePath: images.pathOf, isNumbered });
  html = lookThrough(html, lenses, ids);
  if (!isRemote) html = hideRemote(html);
  response.set('Content-Security-Policy', policy(sandbox, `http://${request.headers.host}${images.base}`, isRemote));
  response.type('text/html').send(html);
}

/** @param images the address of the project's images; the frame has no origin that `'self'` could mean */
function policy(sandbox: string, images: string, isRemote: boolean): string {
  return [
    sandbox,
    "default-src 'none'",
    `img-src ${images} data:${isRemote ? ' http: https:' : ''}`,
    `font-src data:${isRemote ? ' http: https:' : ''}`,
    `style-src 'unsafe-inline'${isRemote ? ' http: https:' : ''}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; ');
}

function whyNot({ entry, scenario, email }: AskedEmail): string {
  return diagnosticsOf(entry, scenario, email)
    .map(({ message, place }) => `${place ? `${place.file}:${place.line}: ` : ''}${message}`)
    .join('\n');
}
