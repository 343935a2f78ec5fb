import { lazy } from '../ui/lazy';
import type { Panel } from './panel';

export const send: Panel = {
  id: 'send',
  title: 'Send',
  icon: 'send',
  shortcut: 'c',
  Panel: lazy(() => import('../send/send-form').then(({ SendForm }) => SendForm)),
};
