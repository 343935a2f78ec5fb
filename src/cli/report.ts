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

function size(html: string): string {
  return `${(Buffer.byteLength(html) / 1024).toFixed(1)} KB`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
