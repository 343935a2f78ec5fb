import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { compileTemplate } from '../../dist/compile/compile.js';
import { createSession } from '../../dist/compile/session.js';
import { inferType } from '../../dist/project/data-types.js';
import { DEFAULTS } from '../../dist/project/defaults.js';
import { prepare } from '../../dist/render/render.js';
import { safeUrl } from '../../dist/runtime.js';
import { data, PART, STYLES, template } from '../support/generate-template.js';
import { domOf } from '../support/same-dom.js';

const TEMPLATES = 250;
const DATA = 8;

const root = mkdtempSync(join(tmpdir(), 'jink-oracle-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const styles = join(root, 'generated.scss');
writeFileSync(styles, STYLES);
const path = join(root, 'generated.pug');
writeFileSync(join(root, '_part.pug'), PART);

/** Addresses that a client would run are refused, whoever fills in the data. */
const refuse = (name: string, value: string) => (name === 'href' ? safeUrl(value) : value);

test(`says what Pug says with the data at hand, ${TEMPLATES * DATA} times`, { timeout: 300_000 }, async () => {
  const session = createSession(root, DEFAULTS);
  const base = { name: 'generated', path, styles, names: [], dataFile: 'generated.json', verbose: true };
  await fc.assert(
    fc.asyncProperty(template, fc.array(data, { minLength: DATA, maxLength: DATA }), async (source, samples) => {
      const compiled = await compileTemplate(session, { ...base, source, data: {}, later: inferType(samples) });
      expect(compiled.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      const fill = prepare(compiled);
      for (const sample of samples) {
        const known = await compileTemplate(session, { ...base, source, data: { ...sample } });
        const email = fill(sample);
        expect(domOf(email.html, refuse)).toBe(domOf(known.html, refuse));
        expect(email.subject).toBe(known.subject);
      }
    }),
    { numRuns: TEMPLATES, seed: 20_261_121, endOnFailure: false },
  );
});
