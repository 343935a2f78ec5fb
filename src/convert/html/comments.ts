import { sourceOf } from '../../document/find.js';
import { hasMergeTag } from '../../document/merge-tags.js';
import type { Comment } from '../../model/document.js';
import { call, type Intent } from '../intent.js';
import { quote } from '../pug/quote.js';
import { readAsIs } from './read-as-is.js';
import type { Reading } from './reading.js';

/**
 * A comment for Outlook becomes `+outlook` when it holds whole elements, which stay as they are, and stays HTML when it
 * holds halves. Other comments are for whoever reads the source; one with merge tags may mean something to a service.
 */
export function readComment(reading: Pick<Reading, 'document'>, comment: Comment): Intent[] {
  const html = sourceOf(reading.document, comment);
  const version = /^<!--\[if ([^\]]*)\]>/.exec(html)?.[1];
  if (version !== undefined && comment.children.length > 0) {
    const args = version === 'mso' ? [] : [quote(version, "'")];
    return [call('outlook', args, [], readAsIs(reading, comment.children))];
  }
  const inside = html.slice(4, -3);
  if (/\[(end)?if\b/.test(inside) || hasMergeTag(inside)) return [{ kind: 'verbatim', html }];
  return inside.trim() === '' ? [] : [{ kind: 'remark', text: inside }];
}
