import type { RequestHandler } from 'express';

/**
 * Lets in only who asked for this server by its own name. A page of another site that was made to point at this
 * machine (DNS rebinding) comes with its own name in `Host`, or with its own `Origin`.
 * @param bound the address the server listens on
 */
export function guard(bound: string): RequestHandler {
  return (request, response, next) => {
    response.set({
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'SAMEORIGIN',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'no-store',
      Vary: 'Origin',
    });
    const hosts = headers(request.rawHeaders, 'host');
    const origins = headers(request.rawHeaders, 'origin');
    const allowed =
      hosts.length === 1 &&
      isOwnHost(hosts[0]!, bound) &&
      origins.length <= 1 &&
      origins.every((origin) => origin === `http://${hosts[0]}`) &&
      headers(request.rawHeaders, 'sec-fetch-site').every((site) => site !== 'cross-site');
    if (allowed) next();
    else response.status(403).type('text/plain').send('This server answers only pages of its own.\n');
  };
}

/** Express joins or drops repeated headers; here each counts. */
function headers(raw: readonly string[], name: string): string[] {
  return raw.filter((_, i) => i % 2 === 1 && raw[i - 1]!.toLowerCase() === name);
}

function isOwnHost(host: string, bound: string): boolean {
  const name = /^(\[[0-9a-f:.]+\]|[a-z\d.-]+)(?::\d{1,5})?$/i.exec(host)?.[1]?.toLowerCase();
  if (!name) return false;
  if (['localhost', '127.0.0.1', '[::1]', bound.toLowerCase()].includes(name) || name.endsWith('.localhost'))
    return true;
  // Bound to every address: any of them may be asked for, but only by number, which no other site can own.
  return ['0.0.0.0', '::'].includes(bound) && /^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:.]+\])$/.test(name);
}
