import type { Moved } from '../tasks/verify/compare.js';
import { TOLERANCE, type Verification } from '../tasks/verify/verify.js';
import type { Terminal } from './terminal.js';

/** No table is longer: what moved first moves all below it. */
const MOST_ROWS = 20;

/** Says how a template compares with its source; with a table where they differ. */
export function reportVerification(
  terminal: Terminal,
  { file, content, moved, isWithin, isUnknown }: Verification,
): void {
  if (isUnknown) {
    terminal.complain(
      `${terminal.style('yellow', '?')} ${file}: nothing was compared, because the original cannot be shown by itself.`,
    );
    return;
  }
  const [first] = moved;
  if (!first) return; // its diagnostics say why
  if (isWithin) {
    const farthest = Math.max(0, ...first.blocks.map(({ distance }) => distance));
    terminal.say(
      `${terminal.style('green', '✓')} ${file}: ${first.blocks.length} texts stand where they stood at ${first.width} px (within ${farthest} px)`,
    );
    return;
  }
  terminal.complain(
    `${terminal.style('red', '✗')} ${file}: not what it was; up to ${TOLERANCE} px at ${first.width} px are fine.`,
  );
  for (const { what, before, after } of content)
    terminal.complain(`  ${what}: ${quoted(before)} became ${quoted(after)}`);
  for (const { width, blocks } of moved) {
    const far = blocks.filter(({ distance }) => distance > TOLERANCE);
    if (far.length === 0) continue;
    terminal.complain(`\n  at ${width} px${' '.repeat(25)}left          top           right         bottom`);
    for (const one of far.slice(0, MOST_ROWS)) terminal.complain(`  ${row(one)}`);
    if (far.length > MOST_ROWS) terminal.complain(`  and ${far.length - MOST_ROWS} more`);
  }
}

function row({ text, before, after }: Moved): string {
  const name = quoted(text).padEnd(32);
  if (!before) return `${name} is not in the source`;
  if (!after) return `${name} is not seen any more`;
  const edges = (['left', 'top', 'right', 'bottom'] as const).map((edge) => {
    const [was, is] = [Math.round(before[edge]), Math.round(after[edge])];
    return (was === is ? `${was}` : `${was} → ${is}`).padEnd(14);
  });
  return `${name}${edges.join('')}`.trimEnd();
}

function quoted(text: string | undefined): string {
  if (text === undefined) return 'nothing';
  return JSON.stringify(text.length > 28 ? `${text.slice(0, 27)}…` : text);
}
