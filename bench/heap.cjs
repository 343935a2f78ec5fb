/** Loaded into a server that is measured: tells its parent how much memory is in use once all garbage is gone. */
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

process.on('message', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  collect();
  collect();
  process.send(process.memoryUsage());
});
process.on('disconnect', () => process.exit()); // the measurement was cut off
process.channel?.unref();
