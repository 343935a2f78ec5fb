import type { Session } from './session.js';

/** What was found out about the files of a project, by the build that found it. */
const memories = new WeakMap<object, Map<string, unknown>>();

/**
 * What `find` finds out about a file; during the build of a whole project only once, as its templates share files.
 * @param what is found out, in a word
 */
export function findOnce<Found>(session: Session, what: string, path: string, find: () => Found): Found {
  const { build } = session;
  if (!build) return find();
  let memory = memories.get(build);
  if (!memory) {
    memory = new Map();
    memories.set(build, memory);
  }
  const key = `${what}:${path}`;
  if (!memory.has(key)) memory.set(key, find());
  return memory.get(key) as Found;
}
