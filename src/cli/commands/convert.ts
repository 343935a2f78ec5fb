import { existsSync, realpathSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { type ConvertedFile, convertFiles } from '../../tasks/convert.js';
import type { Context } from '../context.js';
import { EXIT, UsageError } from '../exit.js';

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
  if (options.json) terminal.output(`${JSON.stringify(toJson(files, root), null, 2)}\n`);
  return files.some(hasErrors) ? EXIT.errors : EXIT.fine;
}

function hasErrors({ diagnostics }: ConvertedFile): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

function toJson(files: ConvertedFile[], root: string): object {
  return {
    files: files.map(({ file, origin, target, diagnostics }) => ({
      source: file,
      origin,
      ...(target !== undefined && { target: nameIn(root, target) }),
      diagnostics,
    })),
  };
}

function nameIn(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
