import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { convertFile } from '../dist/tasks/convert.js';

/*
 * A folder in cases/convert/ is a source of one origin and the Pug it becomes: `source.*`, `expected.pug`, and
 * `notes.txt` when something is told about it. `UPDATE=1` writes what is expected anew: read it before you keep it.
 */

const CASES = fileURLToPath(new URL('cases/convert/', import.meta.url));

describe('sources become Pug', () => {
  test.each(readdirSync(CASES).sort())('%s', (name) => {
    const folder = join(CASES, name);
    const source = readdirSync(folder).find((file) => file.startsWith('source.'))!;
    const { pug, diagnostics } = convertFile(join(folder, source), source);
    const notes = diagnostics.map(({ place, message }) => `${place!.line}: ${message}\n`).join('');
    const files = { 'expected.pug': pug ?? '', 'notes.txt': notes };
    for (const [file, text] of Object.entries(files)) {
      const path = join(folder, file);
      if (process.env.UPDATE && (text || existsSync(path))) writeFileSync(path, text);
      expect(text, file).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '');
    }
  });
});
