import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../src/render/helpers/', import.meta.url);

export interface HelperComment {
  name: string;
  /** What it does, in one paragraph; its calls in backquotes first. */
  description: string;
  examples: { code: string; result: string }[];
}

/** What the comments in the helpers' files say. */
export function helperComments(): HelperComment[] {
  return readdirSync(FOLDER)
    .sort()
    .flatMap((file) => {
      const source = readFileSync(new URL(file, FOLDER), 'utf8');
      const [, comment] = /\/\*\*\n((?: \*.*\n)+?) \*\/\nexport function make[A-Z]/.exec(source) ?? [];
      if (!comment) return [];
      const lines = comment.split('\n').map((line) => line.replace(/^ \* ?/, ''));
      const examples = lines.flatMap((line) => {
        const [, code, result] = /^@example (.+?) \/\/ ?(.*)$/.exec(line) ?? [];
        return code === undefined ? [] : [{ code, result: result! }];
      });
      const description = lines.filter((line) => line && !line.startsWith('@')).join(' ');
      return [{ name: file.replace('.ts', ''), description, examples }];
    });
}
