import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { nearest } from '../diagnostics/nearest.js';
import * as problems from '../diagnostics/problems.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Place } from '../model/place.js';
import { findOnce } from './build-memory.js';
import { type PugFileReference, type PugNode, walkTree } from './pug-tree.js';
import { filesBelow, isInside, isOwn, nameOf, OWN_LAYOUTS, realFile, type Session } from './session.js';

/**
 * Where `include` and `extends` lead: `jink/layout` and its like to Jink's layouts, a leading slash to the project's
 * root, all else to the folder of the file it stands in.
 */
export function resolvePugPath(session: Session, path: string, from: string): string {
  const own = OWN_LAYOUTS[path.replace(/\.pug$/, '')];
  if (own) return own;
  const withExtension = extname(path) ? path : `${path}.pug`;
  return withExtension.startsWith('/') ? join(session.root, withExtension) : resolve(dirname(from), withExtension);
}

/** Which file was last seen to include or extend a file, by absolute path. */
export type Includers = Map<string, string>;

export function isReference({ type, file }: PugNode): boolean {
  return file !== undefined && /^(Include|RawInclude|Extends)$/.test(type);
}

/** What is wrong with the files that a tree refers to. */
export function checkReferences(session: Session, tree: PugNode, file: string, includers: Includers): Diagnostic[] {
  const found: Diagnostic[] = [];
  walkTree(tree, (node) => {
    if (!isReference(node)) return;
    const verb = node.type === 'Extends' ? 'extends' : 'include';
    found.push(...checkReference(session, verb, node.file!, file, includers));
  });
  return found;
}

function checkReference(
  session: Session,
  verb: 'include' | 'extends',
  reference: PugFileReference,
  from: string,
  includers: Includers,
): Diagnostic[] {
  const { path, line, column } = reference;
  const written = path.replace(/\.pug$/, '');
  const place: Place = { file: nameOf(session, from), line, column, endLine: line, endColumn: column + written.length };
  const target = resolvePugPath(session, path, from);
  if (isOwn(target)) return [];
  if (!isInside(target, session.root)) return [problems.outsideProject(written, place)];
  const real = findOnce(session, 'real', target, () => realFile(target));
  if (!real) return [problems.missingFile(verb, written, place, nearestFile(path, from, session.root))];
  if (!isInside(real, session.root)) return [problems.outsideProject(written, place)];
  for (let file: string | undefined = from; file; file = includers.get(file))
    if (file === target) return [problems.circularInclude(target === from ? undefined : written, place)];
  includers.set(target, from);
  return [];
}

/** The file one could have meant, written as the author would from `from`: by its path, else by its name. */
export function nearestFile(path: string, from: string, root: string): string | undefined {
  const extension = extname(path);
  const isRoot = path.startsWith('/');
  const files = filesBelow(root).filter((file) => file.endsWith(extension) && file !== from);
  const ways = files.map((file) => {
    const way = relative(isRoot ? root : dirname(from), file)
      .split(sep)
      .join('/');
    return (isRoot ? `/${way}` : way).replace(/\.pug$/, '');
  });
  const written = path.replace(/\.pug$/, '');
  const near = nearest(written, ['jink/layout', ...ways]);
  if (near) return near;
  const name = nearest(
    basename(written),
    ways.map((way) => basename(way)),
  );
  return name && ways.find((way) => basename(way) === name);
}
