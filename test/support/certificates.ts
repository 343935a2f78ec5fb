import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from './project.js';

export interface Certificate {
  key: string;
  cert: string;
}

/** A certificate authority in a folder of its own, and certificates that it signed. */
export function createAuthority(): { folder: string; file: string; sign(name: string): Certificate } {
  const folder = temporaryFolder();
  const at = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...ec, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Test authority');
  return {
    folder,
    file: at('ca.pem'),
    sign(name) {
      const [key, request, cert] = [`${name}.key`, `${name}.csr`, `${name}.pem`] as const;
      openssl('req', ...ec, '-keyout', key, '-out', request, '-subj', `/CN=${name}`);
      writeFileSync(at(`${name}.ext`), `subjectAltName=${isIP(name) ? 'IP' : 'DNS'}:${name}\n`);
      const from = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', `${name}.ext`];
      openssl('x509', '-req', '-in', request, ...from, '-out', cert, '-days', '2');
      return { key: readFileSync(at(key), 'utf8'), cert: readFileSync(at(cert), 'utf8') };
    },
  };
}
