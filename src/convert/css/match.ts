import { attribute, classes } from '../../document/find.js';
import type { Element } from '../../model/document.js';

/** One selector, ready to be matched. */
export interface Matcher {
  /** How much it weighs: ids, then classes and attributes, then types, in one number. */
  weight: number;
  /** A type, or a class with its dot, that every match has; '*' when there is none. */
  key: string;
  matches(element: Element): boolean;
}

interface Step {
  test: (element: Element) => boolean;
  /** The element before must be the parent itself. */
  isChild: boolean;
}

/** A matcher for `table.row > td a`; undefined for selectors with states, siblings or anything else out of the ordinary. */
export function matcherOf(selector: string): Matcher | undefined {
  const steps: Step[] = [];
  let weight = 0;
  let isChild = false;
  for (const part of selector
    .replace(/\s*>\s*/g, ' > ')
    .trim()
    .split(/\s+/)) {
    if (part === '>') {
      isChild = true;
      continue;
    }
    const compound = compoundOf(part);
    if (!compound) return undefined;
    weight += compound.weight;
    steps.push({ test: compound.test, isChild });
    isChild = false;
  }
  if (steps.length === 0) return undefined;
  return { weight, key: keyOf(selector), matches: (element) => matchesFrom(steps, steps.length - 1, element) };
}

function keyOf(selector: string): string {
  const last = /[^\s>]+$/.exec(selector.trim())?.[0] ?? '';
  return /\.[\w-]+/.exec(last)?.[0] ?? /^[a-z][a-z0-9]*/i.exec(last)?.[0].toLowerCase() ?? '*';
}

const PART = /^(?:([.#])([\w-]+)|\[([\w-]+)(?:=["']?([^"'\]]*)["']?)?\]|([a-z][a-z0-9]*)|\*)/i;

function compoundOf(written: string): { test: (element: Element) => boolean; weight: number } | undefined {
  const tests: ((element: Element) => boolean)[] = [];
  let weight = 0;
  let rest = written;
  while (rest) {
    const match = PART.exec(rest);
    if (!match) return undefined;
    const [whole, sign, name, key, value, type] = match;
    if (sign === '.') tests.push((element) => classes(element).includes(name!));
    else if (sign === '#') tests.push((element) => attribute(element, 'id') === name);
    else if (key) tests.push((element) => hasAttribute(element, key, value));
    else if (type) tests.push((element) => element.name === type.toLowerCase());
    weight += sign === '#' ? 10_000 : sign || key ? 100 : type ? 1 : 0;
    rest = rest.slice(whole.length);
  }
  return { test: (element) => tests.every((test) => test(element)), weight };
}

function hasAttribute(element: Element, name: string, value: string | undefined): boolean {
  const given = attribute(element, name);
  return given !== undefined && (value === undefined || given === value);
}

function matchesFrom(steps: Step[], last: number, element: Element): boolean {
  const { test, isChild } = steps[last]!;
  if (!test(element)) return false;
  if (last === 0) return true;
  let around = element.parent;
  if (isChild) {
    // Nobody writes tbody, but browsers put it there.
    if (around?.name === 'tbody' && !steps[last - 1]!.test(around)) around = around.parent;
    return around !== undefined && matchesFrom(steps, last - 1, around);
  }
  for (; around; around = around.parent) if (matchesFrom(steps, last - 1, around)) return true;
  return false;
}
