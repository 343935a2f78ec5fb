import type { Router } from 'express';
import type { Lens } from '../model/lens.js';
import type { Emails } from './emails.js';
import type { Images } from './images.js';
import type { Live } from './live.js';

/** What routes work with. */
export interface ServerContext {
  emails: Emails;
  live: Live;
  images: Images;
  lenses: readonly Lens[];
  /** HTML without anything that a browser would fetch from elsewhere. */
  hideRemote: (html: string) => string;
  /** Absolute path of the page's files. */
  page: string;
  /** What pages say to change something. */
  token: string;
}

/** Some routes of the server; behind them stand guard, token and JSON for all. */
export type Routes = (context: ServerContext) => Router;
