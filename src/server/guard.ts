import type { RequestHandler } from 'express';
import { refuse } from './refuse.js';

/**
 * Lets in only who asked for this server by its own name. A page of another site that was made to point at this
 * machine (DNS rebinding) comes with its own name in `Host`, or with its own `Origin`.
 * @param bound the address the server listens on
 * @param images where frames get their images: they have no origin, so that everything is another site to them
 */
export function guard(bound: string, images: string): RequestHandler {
  return (request, response, next) => {
    const isImage = request.path.startsWith(images);
    response.set({
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'SAMEORIGIN',
      'Referrer-Policy': 'no-referrer',
      // Browsers look up the hosts of links before anybody follows them.
      'X-DNS-Prefetch-Control': 'off',
      'Cross-Origin-Resource-Policy': isImage ? 'cross-origin' : 'same-origin',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cache-Control': 'no-store',
      Vary: 'Origin, Sec-Fetch-Site',
    });
    const { rawHeaders } = request;
    const hosts = headersOf(rawHeaders, 'host');
    const isOwn = hosts.length === 1 && isOwnHost(hosts[0]!, bound);
    if (isOwn && (isImage || isOwnPage(rawHeaders, hosts[0]!))) next();
    else refuse(request, response, 403, 'This server answers only pages of its own.');
  };
}

/** Express joins or drops repeated headers; here each counts. */
function headersOf(raw: readonly string[], name: string): string[] {
  return raw.filter((_, i) => i % 2 === 1 && raw[i - 1]!.toLowerCase() === name);
}

function isOwnPage(raw: readonly string[], host: string): boolean {
  const origins = headersOf(raw, 'origin');
  if (origins.length > 1 || origins.some((origin) => origin !== `http://${host}`)) return false;
  const sites = headersOf(raw, 'sec-fetch-site');
  if (sites.every((site) => site === 'same-origin' || site === 'none')) return true;
  // Another port of this machine is the same site; a link there may lead here, and nothing else.
  const isLink = headersOf(raw, 'sec-fetch-mode').join() === 'navigate';
  return sites.join() === 'same-site' && isLink && headersOf(raw, 'sec-fetch-dest').join() === 'document';
}

function isOwnHost(host: string, bound: string): boolean {
  const name = /^(\[[0-9a-f:.]+\]|[a-z\d.-]+)(?::\d{1,5})?$/i.exec(host)?.[1]?.toLowerCase();
  if (!name) return false;
  const own = ['localhost', '127.0.0.1', '[::1]', bound.toLowerCase(), `[${bound.toLowerCase()}]`];
  if (own.includes(name) || name.endsWith('.localhost')) return true;
  // Bound to every address: any of them may be asked for, but only by number, which no other site can own.
  return ['0.0.0.0', '::'].includes(bound) && /^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:.]+\])$/.test(name);
}
