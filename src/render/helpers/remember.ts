/**
 * Keeps what a function made for a key; Intl's formatters take long to make. When there are too many, it begins anew,
 * so that a process which sends for months does not grow.
 */
export function remember<Made>(make: (key: string) => Made, limit = 500): (key: string) => Made {
  const known = new Map<string, Made>();
  return (key) => {
    let made = known.get(key);
    if (made === undefined) {
      made = make(key);
      if (known.size >= limit) known.clear();
      known.set(key, made);
    }
    return made;
  };
}

/** A key's first part, which has no blanks, and the rest, which may be anything. */
export function splitOnce(key: string): [string, string] {
  const space = key.indexOf(' ');
  return [key.slice(0, space), key.slice(space + 1)];
}
