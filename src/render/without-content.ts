/**
 * A Handlebars text without what stands between its tags, for who only asks about the tags: Handlebars' parser takes its
 * time with every letter of an email.
 */
export function withoutContent(text: string): { tags: string; offsetOf(offset: number): number } {
  const cuts: { at: number; by: number }[] = [];
  let tags = '';
  let cut = 0;
  for (const [i, piece] of text.split('{{').entries()) {
    const content = i === 0 ? 0 : piece.lastIndexOf('}}') + 2;
    const isTag = i > 0 && content > 1;
    const opening = i === 0 ? '' : '{{';
    // A brace more belongs to the tag, and a backslash to the next one.
    const rest = isTag || i === 0 ? /^\}*/.exec(piece.slice(content))![0].length : piece.length - content;
    const kept = piece.slice(0, content + rest);
    const end = piece.slice(kept.length).match(/\\+$|\{$/)?.[0] ?? '';
    tags += opening + kept + end;
    cut += piece.length - kept.length - end.length;
    cuts.push({ at: tags.length - end.length, by: cut });
  }
  return { tags, offsetOf: (offset) => offset + (cuts.findLast(({ at }) => at <= offset)?.by ?? 0) };
}
