#!/usr/bin/env node
import { processStreams } from './terminal.js';

void main();

async function main(): Promise<void> {
  const { runJink } = await import('./run.js');
  // Set, not `process.exit`: what was printed still has to reach a pipe.
  process.exitCode = await runJink(process.argv.slice(2), processStreams());
}
