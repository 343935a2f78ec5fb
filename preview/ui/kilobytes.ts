/** `23.4 KB`; one KB is 1,024 bytes, as Gmail counts. */
export function kilobytes(bytes: number): string {
  const kb = bytes / 1024;
  return bytes < 1024 ? `${bytes} B` : `${kb < 100 ? kb.toFixed(1) : Math.round(kb)} KB`;
}
