import { type AttributeSelector, isTraversal, parse, type Selector } from 'css-what';
import { attribute, childElements, classes } from '../document/find.js';
import type { Element } from '../document/tree.js';

/** Ids first, then classes, attributes and pseudo-classes, then types. */
export type Specificity = readonly [ids: number, classes: number, types: number];

export interface Key {
  kind: 'id' | 'class' | 'type' | 'any';
  name: string;
}

/** One selector, ready to be asked about elements. */
export interface CompiledSelector {
  text: string;
  specificity: Specificity;
  /** What every matching element has: only such elements need to be asked. */
  key: Key;
  /** What the document must have somewhere, or nothing matches. */
  needs: readonly Key[];
  matches(element: Element): boolean;
  /** Whether merge tags between siblings decide at send time if the element matches. Only where siblings count. */
  isUndecided?(element: Element): boolean;
}

/** Hooks on things that only a client adds: never in the document, always in the head. */
const CLIENT_HOOK =
  /\.ExternalClass|\.ReadMsgBody|#outlook\b|\bu\s*\+|\[data-og|\[x-apple-data-detectors|\.moz-text-html|#MessageViewBody|\[owa\]|\.gmail|\.yahoo|\.x-apple|\*\s*\[office365\]|\.msg-\d|\.rps_/i;

export function isClientHook(selector: string): boolean {
  return CLIENT_HOOK.test(selector);
}

type Test = (element: Element) => boolean;

/** Undefined for a selector that depends on more than the document: `:hover`, `::before`, `:checked`, invalid ones. */
export function compileSelector(text: string): CompiledSelector | undefined {
  const tokens = parseSelector(text);
  if (!tokens) return undefined;
  const matches = compileTokens(tokens, false);
  if (!matches) return undefined;
  const compiled = { text, specificity: specificityOf(tokens), key: keyOf(tokens), needs: needsOf(tokens), matches };
  if (!countsSiblings(tokens)) return compiled;
  const couldMatch = compileTokens(tokens, true)!;
  return { ...compiled, isUndecided: (element) => matches(element) !== couldMatch(element) };
}

/** The same selector asked as if nobody hovered, checked or visited anything: can it ever match here? */
export function compileWithoutStates(text: string): CompiledSelector | undefined {
  const tokens = parseSelector(text);
  if (!tokens) return undefined;
  const stateless = tokens.filter((token) => !isState(token));
  const last = stateless.at(-1);
  if (!last || isTraversal(last)) stateless.push({ type: 'universal', namespace: null } as Selector);
  const matches = compileTokens(stateless, true);
  return matches && { text, specificity: [0, 0, 0], key: keyOf(stateless), needs: needsOf(stateless), matches };
}

function parseSelector(text: string): Selector[] | undefined {
  try {
    const [tokens, ...more] = parse(text);
    return tokens && more.length === 0 ? tokens : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a selector asks for an element's place among its siblings. */
function countsSiblings(tokens: Selector[]): boolean {
  return tokens.some(
    (token) =>
      token.type === 'adjacent' ||
      token.type === 'sibling' ||
      (token.type === 'pseudo' &&
        (Array.isArray(token.data) ? token.data.some(countsSiblings) : /-child$|-of-type$/.test(token.name))),
  );
}

function isState(token: Selector): boolean {
  return token.type === 'pseudo-element' || (token.type === 'pseudo' && compilePseudo(token, true) === undefined);
}

/** @param assumed what is taken to be true of an element's place among siblings that vary */
function compileTokens(tokens: Selector[], assumed: boolean): Test | undefined {
  let test: Test = () => true;
  for (const token of tokens) {
    if (isTraversal(token)) {
      const before = test;
      if (token.type === 'descendant') test = (element) => someAncestor(element, before);
      else if (token.type === 'child') test = (element) => isElement(element.parent) && before(element.parent);
      else if (token.type === 'adjacent') test = orAssume((element) => testPrevious(element, before), assumed);
      else if (token.type === 'sibling') test = orAssume((element) => previousSiblings(element).some(before), assumed);
      else return undefined;
      continue;
    }
    const simple = compileSimple(token, assumed);
    if (!simple) return undefined;
    const before = test;
    test = (element) => simple(element) && before(element);
  }
  return test;
}

function compileSimple(token: Selector, assumed: boolean): Test | undefined {
  switch (token.type) {
    case 'universal':
      return () => true;
    case 'tag':
      return (element) => element.name === token.name.toLowerCase();
    case 'attribute':
      return compileAttribute(token);
    case 'pseudo':
      return compilePseudo(token, assumed);
    default:
      return undefined;
  }
}

function compileAttribute({ name, action, value, ignoreCase }: AttributeSelector): Test {
  if (name === 'class' && action === 'element') return (element) => classes(element).includes(value);
  const fold = (text: string) => (ignoreCase === true || ignoreCase === 'quirks' ? text.toLowerCase() : text);
  const wanted = fold(value);
  const compare: Record<string, (found: string) => boolean> = {
    exists: () => true,
    equals: (found) => found === wanted,
    not: (found) => found !== wanted,
    start: (found) => wanted !== '' && found.startsWith(wanted),
    end: (found) => wanted !== '' && found.endsWith(wanted),
    any: (found) => wanted !== '' && found.includes(wanted),
    element: (found) => found.split(/\s+/).includes(wanted),
    hyphen: (found) => found === wanted || found.startsWith(`${wanted}-`),
  };
  return (element) => {
    const found = attribute(element, name.toLowerCase());
    return found !== undefined && compare[action]!(fold(found));
  };
}

function compilePseudo(token: Extract<Selector, { type: 'pseudo' }>, assumed: boolean): Test | undefined {
  const { name, data } = token;
  if (Array.isArray(data)) {
    const tests = data.map((tokens) => compileTokens(tokens, assumed));
    if (tests.some((test) => test === undefined)) return undefined;
    const any = (element: Element) => tests.some((test) => test!(element));
    if (name === 'is' || name === 'where' || name === 'matches') return any;
    if (name === 'not') return (element) => !any(element);
    return undefined;
  }
  if (name === 'root') return (element) => element.name === 'html';
  if (name === 'empty') return (element) => element.children.length === 0;
  const position = compilePosition(name, data);
  return position && orAssume(position, assumed);
}

function orAssume(test: Test, assumed: boolean): Test {
  return (element) => (element.parent?.childrenVary ? assumed : test(element));
}

function compilePosition(name: string, data: string | null): Test | undefined {
  switch (name) {
    case 'first-child':
      return nth('1', siblings);
    case 'last-child':
      return nth('1', fromTheEnd(siblings));
    case 'only-child':
      return (element) => siblings(element).length === 1;
    case 'nth-child':
      return nth(data, siblings);
    case 'nth-last-child':
      return nth(data, fromTheEnd(siblings));
    case 'first-of-type':
      return nth('1', siblingsOfType);
    case 'last-of-type':
      return nth('1', fromTheEnd(siblingsOfType));
    case 'nth-of-type':
      return nth(data, siblingsOfType);
    default:
      return undefined;
  }
}

/** `2n+1`, `odd`, `3`: counted from 1. */
function nth(formula: string | null, among: (element: Element) => Element[]): Test | undefined {
  const text = (formula ?? '').replace(/\s+/g, '').toLowerCase();
  const match = /^(?:(odd|even)|([+-]?\d*)n([+-]\d+)?|([+-]?\d+))$/.exec(text);
  if (!match) return undefined;
  const [, word, a, b, single] = match;
  let step = 0;
  let start = 0;
  if (word) [step, start] = [2, word === 'odd' ? 1 : 0];
  else if (single) start = Number(single);
  else {
    step = a === '' || a === '+' ? 1 : a === '-' ? -1 : Number(a);
    start = Number(b ?? 0);
  }
  return (element) => {
    const position = among(element).indexOf(element) + 1;
    if (step === 0) return position === start;
    const steps = (position - start) / step;
    return steps >= 0 && Number.isInteger(steps);
  };
}

function isElement(element: Element | undefined): element is Element {
  return element !== undefined && element.name !== '#root';
}

function someAncestor(element: Element, test: Test): boolean {
  for (let around = element.parent; isElement(around); around = around.parent) if (test(around)) return true;
  return false;
}

function siblings(element: Element): Element[] {
  return element.parent ? childElements(element.parent) : [element];
}

function siblingsOfType(element: Element): Element[] {
  return siblings(element).filter(({ name }) => name === element.name);
}

function fromTheEnd(among: (element: Element) => Element[]): (element: Element) => Element[] {
  return (element) => among(element).toReversed();
}

function previousSiblings(element: Element): Element[] {
  const all = siblings(element);
  return all.slice(0, Math.max(0, all.indexOf(element)));
}

function testPrevious(element: Element, test: Test): boolean {
  const previous = previousSiblings(element).at(-1);
  return previous !== undefined && test(previous);
}

/** The key of the last compound: the rarest kind of what it asks for. */
function keyOf(tokens: Selector[]): Key {
  const last = tokens.slice(tokens.findLastIndex(isTraversal) + 1);
  const keys = needsOf(last);
  const rarest = (kind: Key['kind']) => keys.find((key) => key.kind === kind);
  return rarest('id') ?? rarest('class') ?? rarest('type') ?? { kind: 'any', name: '' };
}

function needsOf(tokens: Selector[]): Key[] {
  return tokens.flatMap((token): Key[] => {
    if (token.type === 'tag') return [{ kind: 'type', name: token.name.toLowerCase() }];
    if (token.type !== 'attribute') return [];
    if (token.name === 'id' && token.action === 'equals') return [{ kind: 'id', name: token.value }];
    return token.name === 'class' && token.action === 'element' ? [{ kind: 'class', name: token.value }] : [];
  });
}

function specificityOf(tokens: Selector[]): Specificity {
  let ids = 0;
  let middle = 0;
  let types = 0;
  for (const token of tokens) {
    if (token.type === 'tag' || token.type === 'pseudo-element') types++;
    else if (token.type === 'attribute') {
      if (token.name === 'id' && token.action === 'equals') ids++;
      else middle++;
    } else if (token.type === 'pseudo') {
      if (token.name === 'where') continue;
      if (Array.isArray(token.data)) {
        const [a, b, c] = token.data.map(specificityOf).sort(compareSpecificity).at(-1) ?? [0, 0, 0];
        ids += a;
        middle += b;
        types += c;
      } else middle++;
    }
  }
  return [ids, middle, types];
}

export function compareSpecificity(a: Specificity, b: Specificity): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
