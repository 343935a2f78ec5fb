import type { MessageCheck } from '../../model/inbox.js';
import { headerIn } from '../message-headers.js';

export const oneClick: MessageCheck = {
  id: 'one-click',
  summary: 'A message that can be unsubscribed can be with one click (RFC 8058).',
  why: 'Gmail and Yahoo ask senders of marketing for it since 2024: an https address in List-Unsubscribe, and List-Unsubscribe-Post beside it.',
  check({ headers }, report) {
    const list = headerIn(headers, 'list-unsubscribe');
    const post = headerIn(headers, 'list-unsubscribe-post');
    if (list === undefined && post === undefined) return;
    const hasHttps = /<\s*https:\/\//i.test(list ?? '');
    if (!hasHttps)
      report({
        severity: 'warning',
        message: 'There is no https address to unsubscribe at.',
        hint: 'A mailto address alone is not one click.',
      });
    if (post === undefined)
      report({
        severity: 'warning',
        message: 'There is no header List-Unsubscribe-Post.',
        hint: 'Add List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      });
    else if (!/^list-unsubscribe=one-click$/i.test(post.trim()))
      report({ severity: 'error', message: 'List-Unsubscribe-Post has to say List-Unsubscribe=One-Click.' });
  },
};
