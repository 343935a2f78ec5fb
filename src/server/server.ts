import type { Server } from 'node:http';
import express from 'express';
import type { Lens } from '../model/lens.js';
import { access } from './access.js';
import type { Routes, ServerContext } from './context.js';
import type { Emails } from './emails.js';
import { guard } from './guard.js';
import { createImages } from './images.js';
import type { Live } from './live.js';
import { onlyOwnChanges } from './only-own-changes.js';
import { refuse, refuseErrors } from './refuse.js';
import { dataRoutes } from './routes/data.js';
import { draftsRoutes } from './routes/drafts.js';
import { emailsRoutes } from './routes/emails.js';
import { eventsRoutes } from './routes/events.js';
import { inspectRoutes } from './routes/inspect.js';
import { openRoutes } from './routes/open.js';
import { pageRoutes } from './routes/page.js';
import { templatesRoutes } from './routes/templates.js';
import { viewRoutes } from './routes/view.js';
import { viewAssetsRoutes } from './routes/view-assets.js';
import { createSecret } from './secret.js';

/** Everything that the server answers, one file each. The page comes last: it looks at every path. */
const ROUTES: readonly Routes[] = [
  templatesRoutes,
  eventsRoutes,
  emailsRoutes,
  inspectRoutes,
  draftsRoutes,
  dataRoutes,
  openRoutes,
  viewRoutes,
  viewAssetsRoutes,
];

export interface ServerOptions {
  emails: Emails;
  live: Live;
  lenses?: readonly Lens[];
  hideRemote?: (html: string) => string;
  /** More of what the server answers; see `Routes`. */
  routes?: readonly Routes[];
  /** Absolute path of the page's files. */
  page: string;
  host: string;
  port: number;
  /** Hears of what should not have happened. */
  complain(error: unknown): void;
}

export interface RunningServer {
  port: number;
  /** The address to open on this machine, with the token that it needs when others can reach it too. */
  url: string;
  /** What `?token=` has to say; only when others can reach the server. */
  accessToken?: string;
  /** What whoever wants to change something has to say in `X-Jink-Token`. */
  token: string;
  close(): Promise<void>;
}

/** How many ports are tried when the wanted one is taken. */
const TRIES = 20;

/** More data than this is no sample. */
const LARGEST_BODY = '2mb';

const MOST_CONNECTIONS = 512;

/** Shows a project's emails in the browser, on this machine only unless `host` says otherwise. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { emails, live, lenses = [], hideRemote = (html) => html, routes = [], page, host, port, complain } = options;
  const images = createImages(emails);
  const token = createSecret();
  const secret = isLoopback(host) ? undefined : createSecret();
  const context: ServerContext = { emails, live, images, lenses, hideRemote, page, token };
  let actual = port;

  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.set('case sensitive routing', true);
  app.use(guard(host, images.base));
  if (secret !== undefined) app.use(access(secret, () => actual, images.base));
  app.use(onlyOwnChanges(token));
  app.use(express.json({ limit: LARGEST_BODY, inflate: false, strict: false }));
  for (const each of [...ROUTES, ...routes, pageRoutes]) app.use(each(context));
  app.use((request, response) => refuse(request, response, 404, 'There is nothing here.'));
  app.use(refuseErrors(complain));

  const server = await listen(app, host, port);
  server.maxConnections = MOST_CONNECTIONS;
  const address = server.address();
  actual = typeof address === 'object' && address ? address.port : port;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return {
    port: actual,
    url: `http://${name}:${actual}${secret === undefined ? '' : `/?token=${secret}`}`,
    ...(secret !== undefined && { accessToken: secret }),
    token,
    close: () =>
      new Promise((resolve) => {
        live.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  return /^(localhost|([a-z\d-]+\.)*localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

/** Listens on the port, or on the next one that is free. */
async function listen(app: express.Express, host: string, port: number): Promise<Server> {
  for (let tried = 0; ; tried++) {
    try {
      return await new Promise<Server>((resolve, reject) => {
        const server = app.listen(port === 0 ? 0 : port + tried, host);
        server.once('listening', () => resolve(server));
        server.once('error', reject);
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || tried >= TRIES) throw error;
    }
  }
}
