import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ConvertedFile } from '../convert.js';
import { BrowserGone, startBrowser } from './devtools.js';
import { type BrowserEnvironment, findBrowser } from './find-browser.js';
import { type Verification, verifyConversion } from './verify.js';

export type VerifyResult = { verifications: Verification[] } | { browserFailed: string } | { noBrowser: true };

/** Compares every template that was written with its source, in one browser. */
export async function verifyAll(files: readonly ConvertedFile[], env: BrowserEnvironment): Promise<VerifyResult> {
  const path = findBrowser(env);
  if (!path) return { noBrowser: true };
  const caches = files
    .flatMap(({ source, target }) => [source, target ?? source])
    .map((file) => join(dirname(file), '.jink'));
  const isNew = [...new Set(caches)].filter((folder) => !existsSync(folder));
  const browser = startBrowser(path);
  try {
    const verifications: Verification[] = [];
    for (const file of files) if (file.target) verifications.push(await verifyConversion(browser, file));
    return { verifications };
  } catch (error) {
    if (!(error instanceof BrowserGone)) throw error;
    return { browserFailed: `${path}: ${error.message}` };
  } finally {
    await browser.close();
    // What building left beside templates that stand in no project.
    for (const folder of isNew) rmSync(folder, { recursive: true, force: true });
  }
}
