import type { RequestHandler } from 'express';
import { refuse } from './refuse.js';
import { isSecret } from './secret.js';

/**
 * For a server that others in the network can reach: the address has to name a secret, `?token=…`, once. From then on
 * a cookie says it, which pages of other sites cannot send.
 * @param images frames have no cookies; their images' path is a secret of its own
 */
export function access(secret: string, port: () => number, images: string): RequestHandler {
  return (request, response, next) => {
    // Cookies do not tell ports apart.
    const name = `jink-${port()}`;
    if (request.path.startsWith(images) || isSecret(cookieOf(request.headers.cookie, name), secret)) return next();
    if (request.method === 'GET' && isSecret(request.query.token, secret)) {
      response.cookie(name, secret, { httpOnly: true, sameSite: 'strict', path: '/' });
      // The secret need not stay in the browser's history.
      if (request.path === '/') return response.redirect(303, '/');
      return next();
    }
    refuse(request, response, 403, 'This address needs its token.', 'Use the address that `jink dev` printed.');
  };
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  const found = header?.split(/;\s*/).find((cookie) => cookie.startsWith(`${name}=`));
  return found?.slice(name.length + 1);
}
