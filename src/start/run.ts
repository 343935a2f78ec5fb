import { fileURLToPath } from 'node:url';
import type { Streams } from '../cli/terminal.js';
import { loadBundle } from './load-bundle.js';

/** cli/run.ts from the bundle: runs one command line and returns its exit code. */
export async function runJink(args: readonly string[], streams: Streams): Promise<number> {
  const jink = loadBundle(fileURLToPath(new URL('./jink.js', import.meta.url)));
  const { cli } = jink.exports as { cli: typeof import('../cli/run.js') };
  const exitCode = await cli.runJink(args, streams);
  // Only a build has compiled everything that the next one needs.
  const hasBuilt = args[0] === 'build' && exitCode === 0 && !args.some((word) => word === '--help' || word === '-h');
  if (hasBuilt && !jink.isCached) jink.keepCode();
  return exitCode;
}
