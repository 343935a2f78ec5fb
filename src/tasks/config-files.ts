import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** A config and the files that it imports from beside it, by absolute path, with their texts. */
export function configFiles(file: string): Map<string, string> {
  const found = new Map<string, string>();
  const read = (way: string) => {
    const path = ['', '.ts', '.js', '.mjs', '.json'].map((extension) => way + extension).find(isFile);
    if (!path || found.has(path)) return;
    const text = readFileSync(path, 'utf8');
    found.set(path, text);
    for (const [, to = ''] of text.matchAll(/(?:from|import|require)\s*\(?\s*['"](\.[^'"]+)['"]/g))
      read(resolve(dirname(path), to));
  };
  read(file);
  return found;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
