import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { Router } from 'express';
import type { Routes } from '../context.js';
import { only, refuse } from '../refuse.js';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.map': 'application/json; charset=utf-8',
};

/** `GET /` and the files of the page: they are listed once, and a path is looked up in that list. */
export const pageRoutes: Routes = ({ page, token }) => {
  const files = new Map(list(page).map((path) => [`/${relative(page, path).split(sep).join('/')}`, path]));
  const router = Router();
  router
    .route('/{*path}')
    .get((request, response, next) => {
      const path = request.path === '/' ? '/index.html' : request.path;
      const file = files.get(path);
      const type = file && TYPES[extname(file)];
      if (!type) return next();
      response.set('Content-Security-Policy', POLICY);
      const bytes = readFileSync(file);
      // Names that hold a hash of the contents.
      if (/-[\w-]{8}\.\w+$/.test(path)) response.set('Cache-Control', 'private, max-age=31536000, immutable');
      response.set('Content-Type', type);
      response.send(path === '/index.html' ? withToken(bytes.toString('utf8'), token) : bytes);
    })
    .all((request, response, next) => {
      if (request.path === '/' || files.has(request.path)) only('GET')(request, response, next);
      else next();
    });
  router.get('/', (request, response) =>
    refuse(
      request,
      response,
      503,
      'The page of the preview is not there.',
      'Run `npm run build` in the folder of Jink.',
    ),
  );
  return router;
};

function withToken(html: string, token: string): string {
  const meta = `<meta name="jink-token" content="${token}">`;
  return html.includes('</head>') ? html.replace('</head>', `${meta}</head>`) : `${meta}${html}`;
}

function list(folder: string): string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // it was not built
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return list(path);
    return entry.isFile() && !entry.name.startsWith('.') ? [path] : [];
  });
}
