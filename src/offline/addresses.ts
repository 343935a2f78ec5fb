/**
 * Whether a browser would leave the machine for this address. Without a scheme and a host it is one of this machine's
 * own; so is what it carries within itself.
 * @param address decoded; blanks and line ends count as browsers count them
 */
export function isRemote(address: string): boolean {
  const text = address.replace(/^[\x00- ]+|[\t\n\r]/g, '');
  if (/^[\\/][\\/]/.test(text)) return true;
  const [, scheme] = /^([a-z][a-z\d+.-]*):/i.exec(text) ?? [];
  return scheme !== undefined && !/^(data|cid|about|mid)$/i.test(scheme);
}

/** The name of the host, for people. */
export function hostOf(address: string): string {
  try {
    return new URL(address.trim(), 'http://localhost/').host;
  } catch {
    return '';
  }
}
