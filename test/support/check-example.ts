import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkEmail } from '../../dist/check/check.js';
import type { Diagnostic } from '../../dist/model/diagnostic.js';
import type { Example, Rule } from '../../dist/model/rule.js';
import { resolveClients } from '../../dist/rules/clients/support.js';
import { RULES } from '../../dist/rules/index.js';
import { emailOf } from '../../dist/tasks/checked-email.js';
import { emailFromHtml } from '../../dist/tasks/finished-email.js';
import { openProject } from '../../dist/tasks/project.js';
import { png } from './png.js';

const home = realpathSync(mkdtempSync(join(tmpdir(), 'jink-rules-')));
let warm: string | undefined;
let made = 0;

/** What one rule, or all of them, say of an example: a template in Pug, or an email in HTML. */
export async function checkExample(example: Example, rules: readonly Rule[] = RULES): Promise<Diagnostic[]> {
  const {
    template,
    config = {},
    data,
  }: Exclude<Example, string> = typeof example === 'string' ? { template: example } : example;
  const root = join(home, String(made++));
  mkdirSync(join(root, 'templates'), { recursive: true });
  mkdirSync(join(root, 'assets'));
  writeFileSync(join(root, 'assets/small.png'), png(90, 90));
  writeFileSync(join(root, 'assets/heavy.png'), Buffer.concat([png(90, 90), Buffer.alloc(250 * 1024)]));
  writeFileSync(join(root, 'templates/example.pug'), template.startsWith('<') ? 'p' : template);
  writeFileSync(join(root, 'jink.config.json'), JSON.stringify(config));
  if (data) writeFileSync(join(root, 'templates/example.json'), JSON.stringify(data));
  if (warm) cpSync(warm, join(root, '.jink'), { recursive: true });
  const project = await openProject({ root });
  const settings = project.config.rules;
  const clients = resolveClients(project.config.clients);
  const context = { root, config: project.config, settings, clients, template: 'example', scenario: 'default' };
  if (template.startsWith('<'))
    return checkEmail(await emailFromHtml(template, 'email.html', context), rules, settings);
  const unfilled = await project.compile('example', { exact: true });
  const compiled = await project.compile('example', { exact: true, data: data ?? {} });
  if (!warm && existsSync(join(root, '.jink'))) warm = join(root, '.jink');
  const errors = compiled.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length) throw new Error(`The example does not compile: ${template}\n${errors[0]!.message}`);
  return checkEmail(
    await emailOf(compiled, { ...context, unfilled, dataFiles: ['templates/example.json'] }),
    rules,
    settings,
  );
}
