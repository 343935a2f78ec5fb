import { relative, sep } from 'node:path';
import { readSource } from '../../diagnostics/read-source.js';
import type { Asset, CompiledTemplate } from '../../model/compiled-template.js';
import type { Data } from '../../model/config.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { Email } from '../../model/email.js';
import { readData } from '../../project/sample-data.js';
import { createRender } from '../create-render.js';
import { diagnoseFilling } from '../diagnose-tags.js';
import type { Project } from '../project.js';
import { fillWith } from '../render.js';

/** An email to be looked at, or why there is none. */
export interface MadeEmail {
  email?: Email;
  /** Its HTML with the marks that lead to places. */
  marked(): string;
  assets: readonly Asset[];
  /** Of its data, and of what it takes to fill them in; the template's own are with the template. */
  diagnostics: Diagnostic[];
  /** The data as it is written; empty without a file. */
  data: string;
  /** Relative to the project. */
  dataFile?: string;
}

/**
 * The email that a compiled template makes of one scenario: what is sent, and not what Pug says with these data at
 * hand. Only what cannot be filled in by Jink, because another service does it or data are missing, is compiled with
 * its data, so that there is something to see.
 */
export async function makeEmail(project: Project, template: CompiledTemplate, scenario: string): Promise<MadeEmail> {
  const { root } = project;
  const path = project.templates.find(({ name }) => name === template.name)?.scenarios.get(scenario);
  if (path === undefined) return makeWithout(project, template);
  const dataFile = relative(root, path).split(sep).join('/');
  const source = readSource(path, dataFile);
  if ('diagnostic' in source)
    return { marked: nothing, assets: [], diagnostics: [source.diagnostic], data: '', dataFile };
  return { ...(await makeFromText(project, template, source.text, dataFile, scenario)), dataFile };
}

/**
 * The same with data as somebody types them.
 * @param file what they are called in diagnostics
 */
export async function makeFromText(
  project: Project,
  template: CompiledTemplate,
  text: string,
  file: string,
  scenario?: string,
): Promise<MadeEmail> {
  const { data, diagnostic } = readData(text, file);
  if (!data) return { marked: nothing, assets: [], diagnostics: diagnostic ? [diagnostic] : [], data: text };
  return { ...(await makeWith(project, template, data, scenario)), data: text };
}

async function makeWith(
  project: Project,
  template: CompiledTemplate,
  data: Data,
  scenario?: string,
): Promise<Omit<MadeEmail, 'data'>> {
  const isOthers = isForOthers(project, template);
  const from = scenario === undefined ? undefined : `the scenario "${scenario}"`;
  const filled = isOthers ? { diagnostics: [] } : fillWith(template, data, from);
  if (filled.email) {
    const marked = () => fillMarks(project, template, data);
    return { email: filled.email, marked, assets: template.assets, diagnostics: [] };
  }
  const compiled = await project.compile(template.name, scenario === undefined ? { data } : { scenario });
  if (!compiled.html)
    return { marked: nothing, assets: [], diagnostics: [...filled.diagnostics, ...compiled.diagnostics] };
  const { assets, markedHtml } = compiled;
  return { email: partsOf(compiled), marked: markedHtml, assets, diagnostics: filled.diagnostics };
}

/** Without a file of data: an email that needs none, or the template with its tags. */
function makeWithout(project: Project, template: CompiledTemplate): MadeEmail {
  const isOthers = isForOthers(project, template);
  const email = isOthers ? undefined : fillWith(template, {}).email;
  const marked = email ? () => fillMarks(project, template, {}) : template.markedHtml;
  return { email: email ?? partsOf(template), marked, assets: template.assets, diagnostics: [], data: '' };
}

/** Whether an author wrote tags by hand that another service is to fill in. */
function isForOthers({ config }: Project, template: CompiledTemplate): boolean {
  return template.hasOwnTags && diagnoseFilling(template, config).length > 0;
}

function fillMarks({ config }: Project, template: CompiledTemplate, data: Data): string {
  return createRender({ ...template, html: template.markedHtml() }, config)(data).html;
}

function partsOf({ subject, preheader, html, text }: Email): Email {
  return { subject, preheader, html, text };
}

const nothing = () => '';
