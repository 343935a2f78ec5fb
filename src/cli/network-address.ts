import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

type Interfaces = Record<string, NetworkInterfaceInfo[] | undefined>;

/** Interfaces that no phone reaches: containers and tunnels. */
const VIRTUAL = /^(docker|br-|veth|vmnet|vboxnet|utun|tun|tap|wg|tailscale|virbr|podman)/i;

/**
 * The name under which other devices reach a server.
 * @param host the address it listens on; where that is every address, the network's own is looked for
 */
export function networkAddress(host: string, interfaces: Interfaces = networkInterfaces()): string | undefined {
  if (host !== '0.0.0.0' && host !== '::') return host.includes(':') ? `[${host.replace(/^\[|\]$/g, '')}]` : host;
  const found = Object.entries(interfaces).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => ({ name, address })),
  );
  const rank = ({ name, address }: { name: string; address: string }) =>
    (VIRTUAL.test(name) ? 2 : 0) + (/^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address) ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b))[0]?.address;
}
