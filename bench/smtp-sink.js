/** An SMTP server that takes everything and keeps nothing: a process of its own for send.js. */
import { SMTPServer } from 'smtp-server';

let count = 0;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  logger: false,
  onData(stream, _, done) {
    stream.on('data', () => {});
    stream.on('end', () => {
      count++;
      done();
    });
  },
});
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => process.send(server.server.address().port));
process.on('message', () => {
  process.send(count);
  count = 0;
});
process.on('disconnect', () => process.exit());
