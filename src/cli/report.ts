import type { Round } from '../server/emails.js';
import type { BuildResult } from '../tasks/build.js';
import type { Project } from '../tasks/project.js';
import type { Terminal } from './terminal.js';

/** Says what a build did: what is wrong, then a line for each template. */
export function report({ templates, diagnostics }: BuildResult, project: Project, terminal: Terminal): void {
  terminal.diagnostics(diagnostics, project.root);
  for (const { name, html } of templates) {
    if (html) terminal.say(`${terminal.style('green', '✓')} ${name}  ${terminal.style('dim', size(html))}`);
    else terminal.say(`${terminal.style('red', '✗')} ${name}`);
  }
  const failed = templates.filter(({ html }) => !html).length;
  if (failed) terminal.say(`\n${count(templates.length - failed, 'template')} built, ${failed} failed.`);
}

/** Says what one round of compiling for the preview did. */
export function reportRound({ project, changed, templates, diagnostics }: Round, terminal: Terminal): void {
  if (changed.length) terminal.say(terminal.style('dim', `\n${shorten(changed)} changed`));
  const known = new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic]));
  terminal.diagnostics([...known.values()], project.root);
  const good = templates.filter(({ template }) => template);
  if (good.length > MANY) terminal.say(`${terminal.style('green', '✓')} ${count(good.length, 'template')}`);
  for (const { name, template } of templates) {
    if (!template) terminal.say(`${terminal.style('red', '✗')} ${name}`);
    else if (good.length <= MANY)
      terminal.say(`${terminal.style('green', '✓')} ${name}  ${terminal.style('dim', size(template.html))}`);
  }
}

/** So many lines are more than anybody reads after each change. */
const MANY = 12;

function shorten(files: readonly string[]): string {
  const shown = files.slice(0, 5).join(', ');
  return files.length > 5 ? `${shown} and ${files.length - 5} more` : shown;
}

function size(html: string): string {
  return `${(Buffer.byteLength(html) / 1024).toFixed(1)} KB`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
