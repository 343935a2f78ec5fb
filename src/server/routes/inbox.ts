import type { CheckOptions } from '../../tasks/check.js';
import type { Routes } from '../context.js';
import type { Inbox } from '../inbox/inbox.js';
import { inboxChecksRoutes } from './inbox-checks.js';
import { inboxFilesRoutes } from './inbox-files.js';
import { inboxHtmlRoutes } from './inbox-html.js';
import { inboxListRoutes } from './inbox-list.js';
import { inboxMessageRoutes } from './inbox-message.js';
import { inboxWaitRoutes } from './inbox-wait.js';

/** Everything below `/api/inbox`, for `startServer`; `wait` before those that take a word there for a name. */
export function inboxRoutes(inbox: Inbox, rules: CheckOptions['rules']): Routes[] {
  return [
    inboxListRoutes(inbox),
    inboxWaitRoutes(inbox),
    inboxMessageRoutes(inbox),
    inboxHtmlRoutes(inbox),
    inboxFilesRoutes(inbox),
    inboxChecksRoutes(inbox, rules),
  ];
}
