import type { Intent } from '../intent.js';

/** Elements that stand in a line of text. */
const INLINE = new Set(
  'a abbr b bdi bdo big br cite code del dfn em font i img ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** Whether an intent can be part of a line of text. */
export function isInline(intent: Intent): boolean {
  if (intent.kind === 'text') return true;
  if (intent.kind !== 'tag' || !INLINE.has(intent.name)) return false;
  return intent.children.every(isInline);
}

/**
 * Neighbours that stand in one line of text together, and what stands alone. White space at the edges of a line means
 * nothing and is left out.
 */
export function inlineRuns(intents: Intent[]): (Intent | Intent[])[] {
  const runs: (Intent | Intent[])[] = [];
  let run: Intent[] = [];
  const close = () => {
    const trimmed = trimRun(run);
    if (trimmed.length > 0) runs.push(trimmed);
    run = [];
  };
  for (const intent of intents) {
    if (isInline(intent)) {
      run.push(intent);
    } else {
      close();
      runs.push(intent);
    }
  }
  close();
  return runs;
}

function trimRun(run: Intent[]): Intent[] {
  const isBlank = (intent: Intent) => intent.kind === 'text' && /^[ \t\r\n\f]*$/.test(intent.html);
  let from = 0;
  let to = run.length;
  while (from < to && isBlank(run[from]!)) from++;
  while (to > from && isBlank(run[to - 1]!)) to--;
  return run.slice(from, to);
}
