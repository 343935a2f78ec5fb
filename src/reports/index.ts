import { writeCheckstyle } from './checkstyle.js';
import { writeGithub } from './github.js';
import { writeJson } from './json.js';
import { writeJunit } from './junit.js';
import type { CheckedProject } from './report.js';
import { writeSarif } from './sarif.js';

/** Every report that is written for programs. `stylish` is for people, and printed by the command line. */
export const REPORTS = {
  json: writeJson,
  junit: writeJunit,
  sarif: writeSarif,
  github: writeGithub,
  checkstyle: writeCheckstyle,
} satisfies Record<string, (project: CheckedProject, lineOf: (file: string, line: number) => string) => string>;

export type ReportFormat = keyof typeof REPORTS;
