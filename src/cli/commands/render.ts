import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as problems from '../../diagnostics/problems.js';
import type { Data } from '../../model/config.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { Email } from '../../model/email.js';
import { readData, readSampleData } from '../../project/sample-data.js';
import { draftOf, printMessage } from '../../tasks/compose-message.js';
import { renderTemplate } from '../../tasks/render.js';
import { type Context, openForCommand } from '../context.js';
import { EXIT, UsageError } from '../exit.js';

interface Options {
  data?: string;
  scenario?: string;
  format: 'html' | 'text' | 'json' | 'eml';
}

/** `jink render`: one email on stdout, or what keeps it from being made on stderr. */
export async function renderCommand([name = '']: string[], options: Options, context: Context): Promise<number> {
  const { terminal } = context;
  const project = await openForCommand(context);
  const known = project.templates.map((template) => template.name);
  if (!known.includes(name)) {
    terminal.diagnostics([...project.diagnostics, problems.unknownTemplate(name, known)], project.root);
    return EXIT.usage;
  }
  const given = options.data === undefined ? {} : readGiven(options.data, project.root);
  if (given.diagnostic) {
    terminal.diagnostics([given.diagnostic], project.root);
    return EXIT.errors;
  }
  const { email, data, template, diagnostics } = await renderTemplate(project, name, {
    ...(options.scenario !== undefined && { scenario: options.scenario }),
    ...(given.data && { data: given.data, dataName: options.data === '-' ? 'the data' : `"${options.data}"` }),
  });
  terminal.diagnostics(diagnostics, project.root);
  if (!email || !data || !template) return EXIT.errors;
  if (options.format !== 'eml') {
    terminal.output(print(email, options.format));
    return EXIT.fine;
  }
  const draft = draftOf(project, template, email, data);
  terminal.diagnostics(draft.diagnostics, project.root);
  if (!draft.message) return EXIT.errors;
  terminal.output(await printMessage(draft.message));
  return EXIT.fine;
}

function readGiven(name: string, root: string): { data?: Data; diagnostic?: Diagnostic } {
  if (name === '-') return readData(readFileSync(0, 'utf8').replace(/^\uFEFF/, ''), '<stdin>');
  const path = resolve(name);
  if (!existsSync(path)) throw new UsageError(`There is no file "${name}".`);
  return readSampleData(root, path);
}

function print(email: Email, format: 'html' | 'text' | 'json'): string {
  if (format === 'json') return `${JSON.stringify(email, null, 2)}\n`;
  return format === 'html' ? email.html : email.text;
}
