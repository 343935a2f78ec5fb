import { join } from 'node:path';
import * as problems from '../../diagnostics/problems.js';
import type { ResolvedConfig } from '../../model/config.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { Transport } from '../../model/transport.js';
import { createFolderTransport } from '../../transports/folder.js';
import { TRANSPORT_NAMES } from '../../transports/names.js';
import { createSmtpTransport } from '../../transports/smtp.js';
import { readSmtpSettings } from '../../transports/smtp-settings.js';
import { createStreamTransport } from '../../transports/stream.js';
import type { Project } from '../project.js';

/** A transport's name: Jink's own, or one of a plugin's. */
export type Via = (typeof TRANSPORT_NAMES)[number] | (string & {});

/** What `via` can name. */
export function transportNames({ plugins }: Pick<ResolvedConfig, 'plugins'>): string[] {
  return [...TRANSPORT_NAMES, ...plugins.flatMap(({ transports = [] }) => transports.map(({ name }) => name))];
}

export interface TransportChoice {
  /** SMTP where a server is named, else the outbox. */
  via?: Via;
  /** From the command line; an empty one counts as none, like the next. */
  smtp?: string;
  /** From the environment. */
  smtpUrl?: string;
  insecure?: boolean;
  /** Absolute: where `eml` writes its files. */
  out?: string;
  /** Where `eml` writes without a folder. */
  write?: (eml: Uint8Array) => void;
}

/** Opens the way on which messages are to go: what was asked for, else the server that is named, else the outbox. */
export async function openTransport(
  project: Pick<Project, 'root' | 'config'>,
  { via, smtp, smtpUrl, insecure, out, write }: TransportChoice,
): Promise<{ transport: Transport } | { diagnostic: Diagnostic }> {
  const { root, config } = project;
  const given: [source: string, settings: unknown] = smtp
    ? ['--smtp', smtp]
    : smtpUrl
      ? ['SMTP_URL', smtpUrl]
      : ['the config', config.smtp];
  const chosen = via ?? (given[1] ? 'smtp' : 'outbox');
  if (chosen === 'outbox')
    return { transport: createFolderTransport('outbox', join(root, '.jink', 'outbox'), '.jink/outbox') };
  if (chosen === 'eml')
    return {
      transport: out || !write ? createFolderTransport('eml', out ?? root, out ?? '.') : createStreamTransport(write),
    };
  if (chosen !== 'smtp') return openBrought(project, chosen);
  if (!given[1]) return { diagnostic: problems.smtpSettings('the settings', 'there is none') };
  const read = readSmtpSettings(given[1], root, insecure);
  if ('reason' in read) return { diagnostic: problems.smtpSettings(given[0], read.reason) };
  return { transport: await createSmtpTransport(read.settings) };
}

async function openBrought({ root, config }: Pick<Project, 'root' | 'config'>, name: string) {
  const found = config.plugins.flatMap(({ transports = [] }) => transports).find((maker) => maker.name === name);
  if (!found) return { diagnostic: problems.unknownTransport(name, transportNames(config)) };
  return { transport: await found.open({ root, config }) };
}
