import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import * as problems from '../diagnostics/problems.js';
import { readSourceBytes } from '../diagnostics/read-source.js';
import { parseAddress, splitAddresses } from '../mail/address.js';
import type { CompiledTemplate } from '../model/compiled-template.js';
import type { Data } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { readData, readSampleData } from '../project/sample-data.js';
import { DEFAULT_SCENARIO } from '../project/templates.js';
import type { Project } from '../tasks/project.js';
import { refuseData } from '../tasks/send/inert-data.js';
import { type ReadRows, type Row, readCsv, readJsonl, shown } from '../tasks/send/read-rows.js';
import type { SendCommandOptions } from './commands/send.js';
import { UsageError } from './exit.js';

/** Whom messages go to, and with which data. */
export function readSendRows(project: Project, template: CompiledTemplate, options: SendCommandOptions): ReadRows {
  const { to, data: file } = options;
  const path = file === undefined || file === '-' ? undefined : resolve(file);
  if (path && !existsSync(path)) throw new UsageError(`There is no file "${file}". Nothing was sent.`);
  const kind = /\.(jsonl|ndjson|csv)$/i.exec(file ?? '')?.[1]?.toLowerCase();
  if (path && kind) {
    if (to !== undefined) throw new UsageError(`The rows of "${file}" say whom they are to: leave --to out.`);
    const name = relative(project.root, path).split(sep).join('/');
    const source = readSourceBytes(path, name);
    if ('diagnostic' in source) return { rows: [], diagnostics: [source.diagnostic] };
    const { bytes } = source;
    return kind === 'csv' ? readCsv(bytes.toString('utf8'), name, template.dataType) : readJsonl(bytes, name);
  }
  if (to === undefined) throw new UsageError(`Say whom to send to: --to ada@example.com. Nothing was sent.`);
  const { data = {}, diagnostic } = readOne(project, template, options, path);
  if (diagnostic) return { rows: [], diagnostics: [diagnostic] };
  const found = { rows: [] as Row[], diagnostics: [] as Diagnostic[] };
  const unsafe = refuseData(data);
  if (unsafe) found.diagnostics.push(problems.unsafeData(unsafe));
  // What has a line break is one wrong address, not two.
  for (const written of /[\r\n]/.test(to) ? [to] : splitAddresses(to)) {
    const parsed = parseAddress(written);
    if ('address' in parsed) found.rows.push({ to: parsed.address, data });
    else found.diagnostics.push(problems.invalidAddress('--to', shown(written), parsed.reason));
  }
  return found;
}

function readOne(
  project: Project,
  template: CompiledTemplate,
  { data: file, scenario = DEFAULT_SCENARIO }: SendCommandOptions,
  path: string | undefined,
): { data?: Data; diagnostic?: Diagnostic } {
  if (file === '-') return readData(readFileSync(0, 'utf8').replace(/^\uFEFF/, ''), '<stdin>');
  if (path) return readSampleData(project.root, path);
  const scenarios = project.templates.find(({ name }) => name === template.name)!.scenarios;
  const sample = scenarios.get(scenario);
  if (sample) return readSampleData(project.root, sample);
  return scenario === DEFAULT_SCENARIO
    ? {}
    : { diagnostic: problems.unknownScenario(scenario, template.name, scenarios.keys()) };
}
