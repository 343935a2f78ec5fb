import { Router } from 'express';
import type { Emails } from '../emails.js';

/** What an email may do in the browser: show itself, and nothing else. */
const SANDBOX =
  "sandbox allow-popups; default-src 'none'; img-src 'self' http: https: data:; style-src 'unsafe-inline'; font-src data: https:";

/** `/view/<name>?scenario=…`: an email as its reader gets it, `/view/<name>.txt` its text part. */
export function viewRoutes(emails: Emails): Router {
  const router = Router();
  router.get('/view/assets/*path', (request, response) => {
    const path = ([] as string[]).concat(request.params.path ?? []).join('/');
    const file = emails.image(`assets/${path}`);
    if (file) response.sendFile(file, { dotfiles: 'allow' });
    else response.status(404).type('text/plain').send('There is no such image.\n');
  });
  router.get('/view/*name', (request, response) => {
    const path = ([] as string[]).concat(request.params.name ?? []).join('/');
    const scenario = typeof request.query.scenario === 'string' ? request.query.scenario : undefined;
    const asText = path.endsWith('.txt');
    const email = emails.find(asText ? path.slice(0, -'.txt'.length) : path, scenario);
    if (!email) return void response.status(404).type('text/plain').send('There is no such email.\n');
    if (!email.html) return void response.status(500).type('text/plain').send(plain(email.diagnostics));
    if (asText) return void response.type('text/plain').send(email.text);
    response.set('Content-Security-Policy', SANDBOX).type('text/html').send(email.html);
  });
  return router;
}

function plain(diagnostics: readonly { message: string; place?: { file: string; line: number } }[]): string {
  return diagnostics
    .map(({ message, place }) => `${place ? `${place.file}:${place.line}: ` : ''}${message}\n`)
    .join('');
}
