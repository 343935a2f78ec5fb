import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isPart } from '../../convert/jade/jade-document.js';
import { readJade } from '../../convert/jade/jade-lines.js';
import type { Origin } from '../../convert/origin.js';
import { renderedOriginal } from '../../convert/rendered-original.js';
import type { Data } from '../../model/config.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { ConvertedFile } from '../convert.js';
import { linkedFrom } from '../convert.js';
import { compileFile } from '../project.js';
import { compareBlocks, type Moved } from './compare.js';
import { type ContentDifference, compareContent, contentOf } from './content.js';
import type { Browser } from './devtools.js';
import { renderJade, sampleDataOf } from './jade-original.js';
import { measurePage } from './measure.js';
import { renderedMjml } from './mjml-original.js';
import { pageOf } from './original.js';

/** The widths that are compared; the first is a desktop's, and its tolerance is what counts. */
export const WIDTHS = [700, 320] as const;

/** How far a block of text may stand from where the original had it, on a desktop. */
export const TOLERANCE = 4;

/** What a conversion looks like, compared with its source. */
export interface Verification {
  file: string;
  /** Why the template cannot be built, with an error among them. */
  diagnostics: Diagnostic[];
  /** What is said differently. */
  content: ContentDifference[];
  /** How far each block of text has moved, by width; empty when the original cannot be shown. */
  moved: { width: number; blocks: Moved[] }[];
  /** Within the tolerance at the first width, and nothing lost. */
  isWithin: boolean;
  /** How the original looked cannot be known. */
  isUnknown?: boolean;
}

/** Builds a converted template and compares it with its source, in words and in the browser. */
export async function verifyConversion(
  browser: Browser,
  { source, file, origin, target }: ConvertedFile,
): Promise<Verification> {
  const nothing: Verification = { file, diagnostics: [], content: [], moved: [], isWithin: false };
  if (origin === 'jade' && isPart(readJade(readFileSync(source, 'utf8')) ?? [])) return { ...nothing, isUnknown: true };
  const data = origin === 'jade' ? sampleDataOf(target!, source) : undefined;
  const built = await compileFile(target!, data && { data });
  const failed = built.diagnostics.filter(({ severity }) => severity === 'error');
  const verification: Verification = { ...nothing, diagnostics: failed };
  if (failed.length > 0) return verification;
  const original = await originalOf(source, origin!, data);
  if (original === undefined) return { ...verification, isUnknown: true };
  const content = compareContent(contentOf(original), contentOf(built.html));
  const before = await measurePage(browser, pageOf(original, dirname(source), original), WIDTHS);
  const after = await measurePage(browser, pageOf(built.html, dirname(source), original), WIDTHS);
  const moved = WIDTHS.map((width, i) => ({ width, blocks: compareBlocks(before[i]!, after[i]!) }));
  const isWithin = content.length === 0 && moved[0]!.blocks.every(({ distance }) => distance <= TOLERANCE);
  return { ...verification, content, moved, isWithin };
}

/** The email that readers of the source saw. */
async function originalOf(path: string, origin: Origin, data: Data | undefined): Promise<string | undefined> {
  const source = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  const readLinked = linkedFrom(path);
  if (origin === 'mjml') return renderedMjml(source, path);
  if (origin !== 'jade') return renderedOriginal(source, origin, readLinked);
  const html = await renderJade(path, source, data ?? {}, readLinked);
  return html && renderedOriginal(html, 'ink', readLinked);
}
