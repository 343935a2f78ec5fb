import type { EditorView } from '@codemirror/view';

/** Replaces only what differs, so that scroll and selection stay where they are. */
export function replaceText(view: EditorView, next: string): void {
  const before = view.state.doc.toString();
  if (before === next) return;
  const most = Math.min(before.length, next.length);
  let from = 0;
  while (from < most && before[from] === next[from]) from++;
  let end = 0;
  while (end < most - from && before[before.length - 1 - end] === next[next.length - 1 - end]) end++;
  view.dispatch({ changes: { from, to: before.length - end, insert: next.slice(from, next.length - end) } });
}
