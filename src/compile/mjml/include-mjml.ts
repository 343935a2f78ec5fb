import { dirname, extname, join, resolve } from 'node:path';
import * as problems from '../../diagnostics/problems.js';
import { readSource } from '../../diagnostics/read-source.js';
import { type MjmlElement, parseMjml, type MjmlNode as Written } from '../../document/parse-mjml.js';
import { authorsPlace } from '../marks.js';
import { nearestFile } from '../pug-files.js';
import { isInside, nameOf, realFile } from '../session.js';
import { type MjmlSource, writtenMjml } from './mjml-source.js';
import type { MjmlNode } from './mjml-tree.js';
import { addNode, mayGoOn, type Reading, tell } from './reading.js';

/** What an `mj-include` stands for: elements of another file, or its HTML as it is. */
export type Included = { source: MjmlSource; nodes: readonly Written[]; above: readonly string[] } | { raw: MjmlNode };

/**
 * Reads what an `mj-include` asks for, of the project's files only. Undefined when there is nothing to go on with: a
 * stylesheet, which is noted, or a mistake, which is told.
 * @param above the files whose includes led here
 */
export function includeMjml(
  reading: Reading,
  source: MjmlSource,
  element: MjmlElement,
  above: readonly string[],
): Included | undefined {
  const { session, exact } = reading;
  const mark = source.markOf(element);
  const attribute = (name: string) => element.attributes.find((candidate) => candidate.name === name)?.value;
  // Pug may have put the include there from another file than the template.
  const { place } = authorsPlace(session.files, mark);
  const from = source.isMarked && place ? join(session.root, place.file) : source.path;
  const path = resolveInclude(reading, attribute('path') ?? '', from, mark, [...above, source.path]);
  if (!path) return undefined;
  reading.files.add(path);
  const read = readSource(path, nameOf(session, path));
  if ('diagnostic' in read) {
    reading.diagnostics.push(read.diagnostic);
    return undefined;
  }
  const inner = writtenMjml(session, path, read.text, mark.split(','), exact);
  const start = inner.markAt(0);
  if (attribute('type') === 'css') {
    reading.sheets.push({ css: read.text, isInline: attribute('css-inline') === 'inline', mark: start });
    return undefined;
  }
  if (attribute('type') === 'html')
    return { raw: addNode(reading, 'mj-raw', start, inner.content(0, read.text.length).trim()) };
  return { source: inner, nodes: parseSource(reading, inner), above: [...above, source.path] };
}

/** The elements of a file; what is wrong with its tags is told. */
export function parseSource(reading: Reading, source: MjmlSource): readonly Written[] {
  if (!mayGoOn(reading, source.text.length, source.markAt(0))) return [];
  const { nodes, mistakes } = parseMjml(source.text);
  for (const { kind, tag, offset } of mistakes) {
    const mark = source.markAt(offset);
    if (kind === 'too-deep') tell(reading, problems.mjmlTooDeep(), mark);
    else if (kind === 'unclosed') tell(reading, problems.mjmlUnclosed(tag), mark);
    else tell(reading, problems.mjmlClosesNothing(tag), mark);
  }
  return nodes;
}

/** The real path of an include; a leading slash means the project, all else the folder of the file it stands in. */
function resolveInclude(
  reading: Reading,
  path: string,
  from: string,
  mark: string,
  above: readonly string[],
): string | undefined {
  const { session } = reading;
  const { root, files } = session;
  const target = path.startsWith('/') ? join(root, path) : resolve(dirname(from), path);
  const place = authorsPlace(files, mark).place ?? { file: nameOf(session, from), line: 1, column: 1 };
  const isWithin = isInside(target, root) && !path.includes('\0');
  const real = isWithin ? realFile(target) : undefined;
  if (!isWithin || (real && !isInside(real, root))) tell(reading, problems.outsideProject(path, place), mark);
  else if (!real) {
    const withExtension = extname(path) ? path : `${path}.mjml`;
    const near = realFile(`${target}.mjml`) ? withExtension : nearestFile(withExtension, from, root);
    tell(reading, problems.missingFile('include', path, place, near), mark);
  } else if (above.includes(real))
    tell(reading, problems.circularInclude(real === from ? undefined : path, place), mark);
  else return real;
  return undefined;
}
