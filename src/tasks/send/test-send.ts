import * as problems from '../../diagnostics/problems.js';
import { parseAddress } from '../../mail/address.js';
import { isAllowed } from '../../mail/allowance.js';
import type { Data } from '../../model/config.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { SendSettings } from '../../model/inbox.js';
import { readData, readSampleData } from '../../project/sample-data.js';
import { DEFAULT_SCENARIO } from '../../project/templates.js';
import { openProject, type Project, type ProjectOptions } from '../project.js';
import { createSender, SenderError, type SendOutcome } from './create-sender.js';
import { openTransport } from './open-transport.js';
import { shown } from './read-rows.js';

/** The project, and the server that the environment names: whoever asks for a test cannot choose them. */
export interface TestSendOptions extends ProjectOptions {
  smtpUrl?: string;
}

/** What one click would do. Nothing is connected for it. */
export async function describeSending({
  smtpUrl,
  ...options
}: TestSendOptions): Promise<Omit<SendSettings, 'isCaught' | 'limit'>> {
  const project = await openProject(options);
  const { from, recipients } = project.config;
  const common = { from, recipients };
  const wrong = { ...common, via: 'none', target: '' };
  if (project.configDiagnostics.length > 0) return { ...wrong, diagnostics: project.configDiagnostics };
  const opened = await openTransport(project, { ...(smtpUrl && { smtpUrl }) });
  if ('diagnostic' in opened) return { ...wrong, diagnostics: [opened.diagnostic] };
  const { name: via, target } = opened.transport;
  await opened.transport.close();
  return { ...common, via, target, diagnostics: [] };
}

/** A test of one email: its template, its data, and who gets it. */
export interface TestSend {
  template: string;
  scenario?: string;
  /** JSON, instead of the scenario's. */
  data?: string;
  to: readonly string[];
  subject?: string;
}

export type TestSent =
  | { outcomes: SendOutcome[] }
  /** Nothing was sent. */
  | { refused: 'unknown' | 'forbidden' | 'invalid' | 'impossible'; diagnostics: readonly Diagnostic[] };

/** Sends one email to each recipient, once: what is refused for now is told rather than tried again. */
export async function sendTest({ smtpUrl, ...options }: TestSendOptions, test: TestSend): Promise<TestSent> {
  const project = await openProject(options);
  if (project.configDiagnostics.length > 0) return { refused: 'impossible', diagnostics: project.configDiagnostics };
  const read = readTestData(project, test);
  if ('diagnostics' in read) return read;
  const wrong = refuseRecipients(test.to, project.config.recipients);
  if (wrong) return wrong;
  try {
    const sender = await createSender({ ...options, ...(smtpUrl && { smtpUrl }), retries: 0 });
    try {
      const { template, subject } = test;
      const rows = test.to.map((to) => ({ template, data: read.data, to, ...(subject && { subject }) }));
      const outcomes: SendOutcome[] = [];
      for await (const outcome of sender.sendAll(rows)) outcomes.push(outcome);
      const isSent = outcomes.some(({ state }) => state !== 'refused');
      return isSent ? { outcomes } : { refused: 'impossible', diagnostics: outcomes[0]?.diagnostics ?? [] };
    } finally {
      await sender.close();
    }
  } catch (error) {
    if (error instanceof SenderError) return { refused: 'impossible', diagnostics: error.diagnostics };
    throw error;
  }
}

/** One recipient who cannot be sent to stops all of them. */
function refuseRecipients(to: readonly string[], allowed: readonly string[]): TestSent | undefined {
  for (const written of to) {
    const parsed = parseAddress(written);
    if (!('address' in parsed))
      return { refused: 'invalid', diagnostics: [problems.invalidAddress('to', shown(written), parsed.reason)] };
    if (!isAllowed(parsed.address, allowed))
      return { refused: 'forbidden', diagnostics: [problems.recipientNotAllowed(parsed.address.address, allowed)] };
  }
  return undefined;
}

function readTestData(
  { templates, root }: Project,
  { template: name, scenario = DEFAULT_SCENARIO, data }: TestSend,
): { data: Data } | Extract<TestSent, { diagnostics: unknown }> {
  const template = templates.find((one) => one.name === name);
  const file = template?.scenarios.get(scenario);
  if (!template)
    return {
      refused: 'unknown',
      diagnostics: [
        problems.unknownTemplate(
          name,
          templates.map((one) => one.name),
        ),
      ],
    };
  if (!file && scenario !== DEFAULT_SCENARIO)
    return { refused: 'unknown', diagnostics: [problems.unknownScenario(scenario, name, template.scenarios.keys())] };
  const found = data !== undefined ? readData(data, 'the data') : file ? readSampleData(root, file) : {};
  return found.diagnostic ? { refused: 'impossible', diagnostics: [found.diagnostic] } : { data: found.data ?? {} };
}
