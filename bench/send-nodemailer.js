/** nodemailer alone, for send.js: hands over the files of a folder. Usage: node send-nodemailer.js <url> <folder> */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';

const [, , url, folder] = process.argv;
const messages = readdirSync(folder).map((file) => {
  const raw = readFileSync(join(folder, file));
  return { raw, envelope: { from: 'reports@example.com', to: [/reader\d+@example\.com/.exec(raw)[0]] } };
});
const { hostname: host, port } = new URL(url);
const transport = createTransport({ host, port: Number(port), pool: true, maxConnections: 5, maxMessages: 100 });
const start = performance.now();
let next = 0;
const work = async () => {
  while (next < messages.length) await transport.sendMail(messages[next++]);
};
await Promise.all(Array.from({ length: 5 }, work));
console.log(`rate ${(messages.length * 1000) / (performance.now() - start)}`);
transport.close();
