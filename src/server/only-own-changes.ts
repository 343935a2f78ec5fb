import type { RequestHandler } from 'express';
import { refuse } from './refuse.js';
import { isSecret } from './secret.js';

/** Whoever wants to change something sends JSON and the page's token: no form, image or link of another site can. */
export function onlyOwnChanges(token: string): RequestHandler {
  return (request, response, next) => {
    const { method } = request;
    if (method === 'GET' || method === 'HEAD') return next();
    if (!/^(POST|PUT|PATCH|DELETE)$/.test(method)) {
      response.set('Allow', 'GET, HEAD, POST, DELETE');
      return refuse(request, response, 405, `Nothing here can be done with ${method.slice(0, 20)}.`);
    }
    if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(request.headers['content-type'] ?? ''))
      return refuse(request, response, 415, 'This server reads JSON only, in UTF-8.');
    if (!isSecret(request.headers['x-jink-token'], token))
      return refuse(request, response, 403, 'The token is missing or wrong.', 'Load the page anew.');
    next();
  };
}
