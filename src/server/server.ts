import type { Server } from 'node:http';
import express from 'express';
import type { Emails } from './emails.js';
import { guard } from './guard.js';
import { viewRoutes } from './routes/view.js';

export interface ServerOptions {
  emails: Emails;
  /** Absolute path of the page's files. */
  page: string;
  host: string;
  port: number;
}

export interface RunningServer {
  port: number;
  url: string;
  close(): Promise<void>;
}

/** How many ports are tried when the wanted one is taken. */
const TRIES = 20;

/** Shows a project's emails in the browser, on this machine only unless `host` says otherwise. */
export async function startServer({ emails, page, host, port }: ServerOptions): Promise<RunningServer> {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(guard(host));
  app.get('/api/templates', (_request, response) => void response.json(emails.list()));
  app.use(viewRoutes(emails));
  app.use(express.static(page, { index: 'index.html', dotfiles: 'ignore' }));
  app.use((_request, response) => void response.status(404).type('text/plain').send('There is nothing here.\n'));
  const errors: express.ErrorRequestHandler = (error, _request, response, _next) => {
    const status = Number(error.status) >= 400 && Number(error.status) < 500 ? Number(error.status) : 500;
    response.status(status).type('text/plain').send('This request cannot be answered.\n');
  };
  app.use(errors);

  const server = await listen(app, host, port);
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return {
    port: actual,
    url: `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
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
