/* Says at the end of a process, its threads included, how much memory it took at most. */
const { isMainThread } = require('node:worker_threads');

if (isMainThread)
  process.on('exit', () => process.stderr.write(`peak ${Math.round(process.resourceUsage().maxRSS / 1024)}\n`));
