/** Rules that give elements inside of mixins the look they had, and the classes that stand for them. */
export interface Looks {
  /**
   * A class for a look, the same for the same look.
   * @param rules the rules, with `&` for the class
   */
  classFor(prefix: string, rules: string[]): string;
  /** All rules, in the order in which they were asked for. */
  css(): string;
}

export function createLooks(): Looks {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  return {
    classFor(prefix, rules) {
      const key = rules.join('\n');
      const known = names.get(key);
      if (known !== undefined) return known;
      const count = (counts.get(prefix) ?? 0) + 1;
      counts.set(prefix, count);
      const name = count === 1 ? prefix : `${prefix}-${count}`;
      names.set(key, name);
      return name;
    },
    css: () => [...names].map(([rules, name]) => rules.replaceAll('&', `.${name}`)).join('\n'),
  };
}
