import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { MARK } from '../../compile/marks.js';
import { renderPug } from '../../compile/pug.js';
import type { ReadBeside } from '../../convert/jade/jade-document.js';
import { jink1Source } from '../../convert/jade/jink1-source.js';
import type { Data } from '../../model/config.js';
import { readSampleData } from '../../project/sample-data.js';
import { openProject } from '../project.js';

/** The HTML that Jink 1 made of a template; undefined when the template cannot be run. */
export async function renderJade(
  path: string,
  source: string,
  data: Data,
  readBeside: ReadBeside,
): Promise<string | undefined> {
  const { session } = await openProject({ root: dirname(path) });
  const input = { path, source: jink1Source(source, readBeside), data, names: [], dataFile: '' };
  return renderPug(session, input).html?.replaceAll(new RegExp(` ${MARK}="[^"]*"`, 'g'), '');
}

/** The sample data beside a template or its source. */
export function sampleDataOf(...paths: string[]): Data | undefined {
  const file = paths.map((path) => path.replace(/\.\w+$/, '.json')).find(existsSync);
  return file === undefined ? undefined : readSampleData(dirname(file), file).data;
}
