import { existsSync, realpathSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { type ConvertedFile, convertFiles } from '../../tasks/convert.js';
import type { Verification } from '../../tasks/verify/verify.js';
import type { Context } from '../context.js';
import { EXIT, UsageError } from '../exit.js';
import { reportVerification } from '../verify-report.js';

interface Options {
  out?: string;
  force?: boolean;
  verify?: boolean;
  json?: boolean;
}

/** `jink convert`: templates of other tools as Pug, and what of them stayed HTML. */
export async function convertCommand([from = '']: string[], options: Options, context: Context): Promise<number> {
  const { terminal } = context;
  if (!existsSync(resolve(from))) throw new UsageError(`There is no file or folder "${from}".`);
  const root = realpathSync(resolve(context.root));
  const files = convertFiles({
    from: realpathSync(resolve(from)),
    root,
    ...(options.out !== undefined && { out: resolve(options.out) }),
    ...(options.force && { force: true }),
  });
  if (files.length === 0)
    throw new UsageError(`There is nothing to convert in "${from}".`, 'Sources end with .html, .jade or .mjml.');
  for (const file of files) {
    terminal.diagnostics(file.diagnostics, root);
    if (file.target) terminal.say(`${terminal.style('green', '✓')} ${file.file} → ${nameIn(root, file.target)}`);
  }
  const verifications = options.verify ? await verify(files, context, root) : undefined;
  if (options.json) terminal.output(`${JSON.stringify(toJson(files, root, verifications), null, 2)}\n`);
  const isWithin = verifications?.every((one) => one.isWithin || one.isUnknown) ?? true;
  return files.some(hasErrors) || !isWithin ? EXIT.errors : EXIT.fine;
}

async function verify(files: ConvertedFile[], { terminal }: Context, root: string): Promise<Verification[]> {
  const { verifyAll } = await import('../../tasks/verify/verify-all.js');
  const result = await verifyAll(files, process.env);
  if ('noBrowser' in result)
    throw new UsageError(
      process.env.CHROMIUM
        ? `There is no browser at "${process.env.CHROMIUM}".`
        : 'No browser was found to verify with.',
      'Install Chromium, Chrome or Edge, or let CHROMIUM be the path of one. The templates were written.',
    );
  if ('browserFailed' in result) throw new UsageError(`The browser does not work: ${result.browserFailed}.`);
  for (const one of result.verifications) {
    terminal.diagnostics(one.diagnostics, root);
    reportVerification(terminal, one);
  }
  return result.verifications;
}

function hasErrors({ diagnostics }: ConvertedFile): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

function toJson(files: ConvertedFile[], root: string, verifications: Verification[] = []): object {
  return {
    files: files.map(({ file, origin, target, diagnostics }) => ({
      source: file,
      origin,
      ...(target !== undefined && { target: nameIn(root, target) }),
      diagnostics,
      ...toVerified(verifications.find((one) => one.file === file)),
    })),
  };
}

function toVerified(verification: Verification | undefined): object {
  if (!verification) return {};
  const { isWithin, isUnknown, content, moved, diagnostics } = verification;
  return { verified: { isWithin, ...(isUnknown && { isUnknown }), diagnostics, content, moved } };
}

function nameIn(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
