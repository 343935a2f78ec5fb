import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import type { Certificate } from './certificates.js';
import { temporaryFolder } from './project.js';

/** A message that Postfix put into a mailbox. */
export interface Delivered {
  to: string;
  raw: Buffer;
}

/** A Postfix of the tests' own: mail to anybody at example.test lies in a folder, and nothing leaves the machine. */
export interface Postfix {
  /** Mandatory and verified encryption is the client's wish; the server offers STARTTLS. */
  port: number;
  /** What was delivered so far, once there are as many. */
  delivered(count: number): Promise<Delivered[]>;
  log(): string;
  /** The folder of its settings. */
  config: string;
  stop(): void;
}

const PROGRAM = '/usr/sbin/postfix';

/** The services that a message passes, none of them in a chroot. */
const SERVICES = [
  'cleanup unix n - n - 0 cleanup',
  'qmgr unix n - n 300 1 qmgr',
  'tlsmgr unix - - n 1000? 1 tlsmgr',
  'rewrite unix - - n - - trivial-rewrite',
  'bounce unix - - n - 0 bounce',
  'defer unix - - n - 0 bounce',
  'trace unix - - n - 0 bounce',
  'proxymap unix - - n - - proxymap',
  'error unix - - n - - error',
  'retry unix - - n - - error',
  'virtual unix - n n - - virtual',
  'anvil unix - - n - 1 anvil',
  'postlog unix-dgram n - n - 1 postlogd',
];

/**
 * Starts Postfix on a free port of this machine. Who is called `busy…` is refused the first time (450),
 * `gone@example.test` for good (550), a message over 2,000,000 bytes is too large (552), and any other domain is refused.
 * @throws when Postfix is missing, or this user may not start it
 */
export async function startPostfix(certificate: Certificate): Promise<Postfix> {
  if (!existsSync(PROGRAM) || process.getuid?.() !== 0)
    throw new Error(
      'The tests against Postfix need "apt-get install postfix" and a user who may start it: run them as root.',
    );
  const root = temporaryFolder();
  const at = (name: string) => join(root, name);
  chmodSync(root, 0o755);
  for (const folder of ['conf', 'spool', 'data', 'mail', 'tls']) mkdirSync(at(folder), { mode: 0o755 });
  execFileSync('chown', ['postfix', at('data')]);
  execFileSync('chown', ['nobody:nogroup', at('mail')]);
  writeFileSync(at('tls/key.pem'), certificate.key, { mode: 0o600 });
  writeFileSync(at('tls/cert.pem'), certificate.cert);
  const port = await freePort();
  const policy = await startPolicy();
  const settings = {
    compatibility_level: '3.6',
    queue_directory: at('spool'),
    data_directory: at('data'),
    maillog_file: at('log'),
    maillog_file_prefixes: root,
    myhostname: 'mail.example.test',
    mydestination: '',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    local_transport: 'error:there is no local mail',
    default_transport: 'error:5.7.1 nothing leaves this machine',
    alias_maps: '',
    alias_database: '',
    virtual_mailbox_domains: 'example.test',
    virtual_mailbox_base: at('mail'),
    virtual_mailbox_maps: 'static:all/',
    virtual_uid_maps: 'static:65534',
    virtual_gid_maps: 'static:65534',
    message_size_limit: '2000000',
    smtpd_tls_chain_files: `${at('tls/key.pem')}, ${at('tls/cert.pem')}`,
    smtpd_tls_security_level: 'may',
    smtpd_tls_received_header: 'yes',
    smtpd_relay_restrictions: 'permit_auth_destination, reject',
    smtpd_recipient_restrictions: `check_policy_service inet:127.0.0.1:${portOf(policy)}, permit_auth_destination, reject`,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  writeFileSync(at('conf/main.cf'), `${lines.join('\n')}\n`);
  writeFileSync(at('conf/master.cf'), `${[`127.0.0.1:${port} inet n - n - - smtpd`, ...SERVICES].join('\n')}\n`);
  const run = (command: string) => execFileSync(PROGRAM, ['-c', at('conf'), command], { stdio: 'pipe' });
  run('check');
  run('start');
  const log = () => readFileSync(at('log'), 'utf8');

  return {
    port,
    log,
    config: at('conf'),
    async delivered(count) {
      const folder = at('mail/all/new');
      const names = () => (existsSync(folder) ? readdirSync(folder) : []);
      for (let tries = 0; names().length < count && tries < 300; tries++)
        await new Promise((resolve) => setTimeout(resolve, 100));
      return names().map((name) => {
        const raw = readFileSync(join(folder, name));
        return { to: /^Delivered-To: (.*)$/m.exec(raw.toString('latin1'))![1]!, raw };
      });
    },
    stop() {
      policy.close();
      run('stop');
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Decides about recipients, one line an attribute and an empty line at the end, as Postfix asks it. */
function startPolicy(): Promise<Server> {
  const seen = new Set<string>();
  const decide = (to: string) => {
    if (to === 'gone@example.test') return '550 5.1.1 no such user';
    if (!to.startsWith('busy') || seen.has(to)) return 'DUNNO';
    seen.add(to);
    return '450 4.2.0 mailbox busy';
  };
  const server = createServer((socket) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
        socket.write(`action=${decide(/^recipient=(.*)$/m.exec(text.slice(0, end))?.[1] ?? '')}\n\n`);
        text = text.slice(end + 2);
      }
    });
    socket.on('error', () => {});
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server);
  await new Promise<unknown>((resolve) => server.close(resolve));
  return port;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
