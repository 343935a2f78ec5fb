import type { Diagnostic } from '../model/diagnostic.js';
import type { Project } from '../tasks/project.js';
import { UsageError } from './exit.js';
import type { Terminal } from './terminal.js';

/** What every command gets besides its own options. */
export interface Context {
  terminal: Terminal;
  /** As given: relative to the working directory. */
  root: string;
  config?: string;
  /** Hears of a build that came to its end. */
  onBuilt?: (build: FinishedBuild) => void;
}

/** A build as it lies on disk: whoever finds all of these files unchanged need not build again. */
export interface FinishedBuild {
  /** Absolute, without symbolic links. */
  root: string;
  /** The folder of the outputs, absolute. */
  out: string;
  /** Absolute paths of everything that was read. */
  read: string[];
  /** Absolute paths of everything that belongs into `out`. */
  outputs: string[];
  /** Whether the same build would say and write the same again. */
  isRepeatable: boolean;
}

/** Opens the project a command works on; wrong configuration ends the command with all that is wrong. */
export async function openForCommand({ root, config, terminal }: Context): Promise<Project> {
  const { existsSync, statSync } = await import('node:fs');
  if (!existsSync(root) || !statSync(root).isDirectory()) throw new UsageError(`There is no folder "${root}".`);
  const { openProject } = await import('../tasks/project.js');
  const project = await openProject({ root, ...(config && { config }) });
  refuseConfig(project.configDiagnostics, project, terminal);
  return project;
}

/** Ends the command if anything is wrong with its config. */
export function refuseConfig(wrong: readonly Diagnostic[], { root }: Project, terminal: Terminal): void {
  if (wrong.length === 0) return;
  terminal.diagnostics(wrong, root);
  throw new UsageError('The configuration is not valid.');
}
