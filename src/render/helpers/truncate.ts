import { textOf } from '../text-of.js';
import type { FormattingHelper, Region } from './index.js';
import { toNumber } from './numeric.js';
import { remember } from './remember.js';

/**
 * `truncate(text, length)`: at most so many characters as a reader counts them, the … at the end included; an emoji is
 * one. Without a length the text stays as it is.
 *
 * @example truncate('Conversations', 8) // Convers…
 * @example truncate('Ada', 8) // Ada
 */
export function makeTruncate({ locale }: Region): FormattingHelper {
  const segmenter = remember(() => new Intl.Segmenter(locale, { granularity: 'grapheme' }));
  return (value, length) => {
    const text = textOf(value);
    const limit = toNumber(length);
    // There are never more graphemes than UTF-16 units.
    if (limit === undefined || !(limit >= 0) || text.length <= limit) return text;
    let kept = '';
    let count = 0;
    for (const { segment, index } of segmenter('').segment(text)) {
      count++;
      if (count > limit) return limit < 1 ? '' : `${kept.trimEnd()}…`;
      if (count < Math.floor(limit)) kept = text.slice(0, index + segment.length);
    }
    return text;
  };
}
