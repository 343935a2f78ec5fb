import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { FinishedBuild } from '../cli/context.js';
import type { Streams } from '../cli/terminal.js';
import { type LastBuild, recallBuild, rememberBuild } from './last-build.js';
import { lookAround } from './look-around.js';

/** cli/run.ts from the bundle: runs one command line, or repeats what the last build said, and returns its exit code. */
export async function runJink(args: readonly string[], streams: Streams): Promise<number> {
  const start = lookAround(args, streams.colour);
  const last = start && recallBuild(start);
  if (last) {
    for (const [stream, text] of last.printed) streams[stream](text);
    return last.exitCode;
  }
  const { loadBundle } = await import('./load-bundle.js');
  const { watchOuterWorld } = await import('./outer-world.js');
  const jink = loadBundle(fileURLToPath(new URL('./jink.js', import.meta.url)));
  const { cli } = jink.exports as { cli: typeof import('../cli/run.js') };

  const loaded = createRequire(import.meta.url).cache;
  const before = Object.keys(loaded).length;
  const isOuterWorldAsked = watchOuterWorld();
  const printed: LastBuild['printed'] = [];
  let build: FinishedBuild | undefined;
  const exitCode = await cli.runJink(args, recording(streams, printed), (finished) => {
    build = finished;
  });
  // What an author's code knew beside the project's files may be different next time.
  const isDecided = !isOuterWorldAsked() && Object.keys(loaded).length === before;
  if (start && build && isDecided) rememberBuild(start, build, { printed, exitCode });
  // Only a build has compiled everything that the next one needs.
  if (build && exitCode === 0 && !jink.isCached) jink.keepCode();
  return exitCode;
}

function recording(streams: Streams, printed: LastBuild['printed']): Streams {
  const record = (stream: 'stdout' | 'stderr') => (text: string) => {
    printed.push([stream, text]);
    streams[stream](text);
  };
  return { ...streams, stdout: record('stdout'), stderr: record('stderr') };
}
