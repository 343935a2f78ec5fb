import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { renderedOriginal } from '../../convert/rendered-original.js';
import type { CompiledTemplate } from '../../model/compiled-template.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { ConvertedFile } from '../convert.js';
import { linkedFrom } from '../convert.js';
import { compileFile } from '../project.js';
import { compareBlocks, type Moved } from './compare.js';
import { type ContentDifference, compareContent, contentOf } from './content.js';
import type { Browser } from './devtools.js';
import { measurePage } from './measure.js';
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
  isWithin: boolean;
}

/** Builds a converted template and compares it with its source, in words and in the browser. */
export async function verifyConversion(
  browser: Browser,
  { source, file, origin, target }: ConvertedFile,
): Promise<Verification> {
  const original = renderedOriginal(readFileSync(source, 'utf8').replace(/^\uFEFF/, ''), origin!, linkedFrom(source));
  const built: CompiledTemplate = await compileFile(target!);
  const failed = built.diagnostics.filter(({ severity }) => severity === 'error');
  if (failed.length > 0) return { file, diagnostics: failed, content: [], moved: [], isWithin: false };
  const content = compareContent(contentOf(original), contentOf(built.html));
  const before = await measurePage(browser, pageOf(original, dirname(source), original), WIDTHS);
  const after = await measurePage(browser, pageOf(built.html, dirname(source), original), WIDTHS);
  const moved = WIDTHS.map((width, i) => ({ width, blocks: compareBlocks(before[i]!, after[i]!) }));
  const isWithin = content.length === 0 && moved[0]!.blocks.every(({ distance }) => distance <= TOLERANCE);
  return { file, diagnostics: [], content, moved, isWithin };
}
