import type { EmailIntents, Intent } from '../intent.js';
import { printIntents } from './print-intents.js';

/** The template: the layout it extends, and a block for each part that says something. */
export function printEmail({ layout, subject, preheader, head, body }: EmailIntents): string {
  if (layout === undefined) return join(printIntents(body, 0));
  const parts = [
    [`extends ${layout}`],
    block('subject', subject),
    block('preheader', preheader),
    block('head', head),
    block('body', body),
  ];
  return join(parts.filter((lines) => lines.length > 0).flatMap((lines, i) => (i === 0 ? lines : ['', ...lines])));
}

function block(name: string, intents: Intent[]): string[] {
  const lines = printIntents(intents, 1);
  return lines.length > 0 ? [`block ${name}`, ...lines] : [];
}

function join(lines: string[]): string {
  return lines.length > 0 ? `${lines.join('\n')}\n` : '';
}
