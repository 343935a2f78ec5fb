import { statSync } from 'node:fs';

/** Whether a file was written since `since`, when Sass may have read it as it was before. */
export function hasChanged(files: readonly string[], since: number): boolean {
  const clock = 20; // ms by which file systems are behind
  return files.some((file) => {
    const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? since;
    return written > since - clock && written <= Date.now();
  });
}

/** Changes whenever one of the files does. */
export function stampOf(files: readonly string[]): string {
  return files
    .map((file) => {
      try {
        const { mtimeMs, size } = statSync(file);
        return `${file}:${mtimeMs}:${size}`;
      } catch {
        return 'gone';
      }
    })
    .join();
}
