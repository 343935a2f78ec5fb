import type { CheckedProject } from './report.js';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Workflow commands, which GitHub Actions shows beside the lines of a pull request. */
export function writeGithub({ diagnostics }: CheckedProject): string {
  return diagnostics
    .map(({ severity, place, code, message, hint }) => {
      const at = place ? `file=${property(place.file)},line=${place.line},col=${place.column},` : '';
      return `::${COMMANDS[severity]} ${at}title=${property(code)}::${data(hint ? `${message}\n${hint}` : message)}\n`;
    })
    .join('');
}

function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
