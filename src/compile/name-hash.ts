/**
 * Names as bits of one number, some sharing one: what a selector asks of the elements around has all its bits in
 * theirs, so most elements are ruled out without looking around.
 */
export function hashNames(names: readonly string[]): number {
  let hash = 0;
  for (const name of names) {
    let sum = 0;
    for (let i = 0; i < name.length; i++) sum = (sum * 31 + name.charCodeAt(i)) | 0;
    hash |= 1 << (sum & 31);
  }
  return hash;
}
