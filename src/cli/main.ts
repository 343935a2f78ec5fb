#!/usr/bin/env node
import { runJink } from './run.js';
import { processStreams } from './terminal.js';

// Set, not `process.exit`: what was printed still has to reach a pipe.
process.exitCode = await runJink(process.argv.slice(2), processStreams());
