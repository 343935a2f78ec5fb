import { clientsWithout, matchersOf } from '../../rules/clients/support.js';

/** What one client reads, as caniemail.com has tested it. What nobody has tested counts as read. */
export interface Support {
  /** Whether a declaration has an effect. */
  reads(property: string, value: string): boolean;
  selects(selector: string): boolean;
  /** @param rule with its name: `@media (max-width:600px)` */
  entersAt(rule: string): boolean;
  knowsElement(name: string): boolean;
  knowsAttribute(name: string, value: string): boolean;
}

/** @param client as in `outlook.windows` */
export function supportOf(client: string): Support {
  const lacks = (slug: string, value = '') => clientsWithout(slug, [client], value).length > 0;
  const read = new Map<string, boolean>();
  const elements = new Set(
    matchersOf('element').flatMap(([slug, { names, when }]) => (!when && lacks(slug) ? names : [])),
  );
  const attributes = matchersOf('attribute').filter(([slug]) => lacks(slug));
  const selectors = matchersOf('selector').filter(([slug]) => lacks(slug));
  const rules = matchersOf('at').filter(([slug]) => lacks(slug));
  return {
    reads(property, value) {
      const key = `${property}:${value}`;
      let answer = read.get(key);
      if (answer === undefined) {
        answer = !matchersOf('css').some(
          ([slug, matcher]) =>
            (!matcher.properties || matcher.properties.includes(property)) &&
            (!matcher.value || matcher.value.test(value)) &&
            lacks(slug, value),
        );
        if (read.size < MOST) read.set(key, answer);
      }
      return answer;
    },
    selects: (selector) => !selectors.some(([, { pattern }]) => pattern.test(selector)),
    entersAt: (rule) => !rules.some(([, { pattern }]) => pattern.test(rule)),
    knowsElement: (name) => !elements.has(name),
    knowsAttribute: (name, value) =>
      !attributes.some(([, matcher]) => matcher.names.includes(name) && (!matcher.value || matcher.value.test(value))),
  };
}

/** Declarations that are remembered. */
const MOST = 10_000;
