import { type AttributeSelector, isTraversal, parse, type Selector } from 'css-what';
import { decodeEntities } from '../document/decode-entities.js';
import { attribute, classes } from '../document/find.js';
import { hasMergeTag } from '../document/merge-tags.js';
import type { Element } from '../model/document.js';
import { patternOf } from './conditional-styles.js';
import { hashNames } from './name-hash.js';
import { type Link, matchChain, type Scene, type Test } from './selector-chain.js';
import { compilePlace } from './sibling-places.js';

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
  /** It asks for the key and nothing else. */
  keyOnly: boolean;
  /** What the document must have somewhere, or nothing matches. */
  needs: readonly Key[];
  /** It asks for what only the reader's client knows: `:hover`, `:checked`, `::before`. */
  dependsOnReader: boolean;
  /** It asks for a box that the element only has in a client: `::before`. */
  pseudoElement: boolean;
  /** The classes it asks for anywhere. */
  classes: readonly string[];
  /** It asks for more than names and classes: for siblings, content or attributes, which merge tags may change. */
  asksMore: boolean;
  /** Whether it matches whatever the data and the reader do. */
  matches(element: Element, scene: Scene): boolean;
  /** Whether it matches for some data and some reader. */
  mayMatch(element: Element, scene: Scene): boolean;
}

/** Hooks on things that only a client adds: never in the document, always in the head. */
const CLIENT_HOOK =
  /\.ExternalClass|\.ReadMsgBody|#outlook\b|\bu\s*\+|\[data-og|\[x-apple-data-detectors|\.moz-text-html|#MessageViewBody|\[owa\]|\.gmail|\.yahoo|\.x-apple|\*\s*\[office365\]|\.msg-\d|\.rps_|#msgBody|\[class~=["']?x_/i;

export function isClientHook(selector: string): boolean {
  return CLIENT_HOOK.test(selector);
}

/** More compounds than a selector of an author has. */
const LONGEST = 200;

/** Undefined for a selector that Jink cannot read, though a client may; and for one that only merge tags complete. */
export function compileSelector(text: string): CompiledSelector | undefined {
  const tokens = parseSelector(text);
  const chain = tokens && compileChain(tokens);
  if (!tokens || !chain) return undefined;
  const around = hashNames(namesAround(tokens));
  return {
    text,
    specificity: specificityOf(tokens),
    key: keyOf(tokens),
    keyOnly: tokens.length === 1 && needsOf(tokens).length === 1,
    needs: needsOf(tokens),
    classes: classesIn(tokens),
    asksMore: asksMore(tokens),
    dependsOnReader: tokens.some(isState),
    pseudoElement: tokens.some(({ type }) => type === 'pseudo-element'),
    matches: (element, scene) => isBelow(element, around) && matchChain(chain, element, scene, false),
    mayMatch: (element, scene) => isBelow(element, around) && matchChain(chain, element, scene, true),
  };
}

/** How deep `:not(:is(…))` may nest; nobody writes more than two. */
const DEEPEST = 50;

function isDeep(text: string): boolean {
  if (text.length < DEEPEST) return false;
  let depth = 0;
  for (const char of text) {
    if (char === '(') depth++;
    else if (char === ')') depth--;
    if (depth > DEEPEST) return true;
  }
  return false;
}

function parseSelector(text: string): Selector[] | undefined {
  if (hasMergeTag(text) || isDeep(text)) return undefined;
  try {
    const [tokens, ...more] = parse(text);
    return tokens && more.length === 0 && isSound(text, tokens) ? tokens : undefined;
  } catch {
    return undefined;
  }
}

const NAME = /^-?[_a-z\u0080-\uFFFF][\w\u0080-\uFFFF:-]*$|^--/i;

/** css-what reads more than CSS allows. Names with escapes can be anything. */
function isSound(text: string, tokens: readonly Selector[]): boolean {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (!first || !last || isTraversal(first) || isTraversal(last) || tokens.length > LONGEST) return false;
  if (text.includes('\\')) return true;
  return tokens.every((token) => {
    if (token.type === 'tag') return NAME.test(token.name);
    if (token.type !== 'attribute') return true;
    if (token.name === 'class' && token.action === 'element')
      return !text.includes('.') || isWord(token.value, text, '.');
    return NAME.test(token.name) && (!isId(token) || isWord(token.value, text, '#'));
  });
}

/** A name after its sign; one in brackets may be any text. */
function isWord(value: string, text: string, sign: string): boolean {
  return NAME.test(value) || !text.includes(`${sign}${value}`);
}

function isState(token: Selector): boolean {
  if (token.type === 'pseudo-element') return true;
  if (token.type !== 'pseudo') return false;
  if (Array.isArray(token.data) && LOGICAL.test(token.name)) return token.data.flat().some(isState);
  return compilePseudo(token) === UNKNOWN;
}

const LOGICAL = /^(is|where|matches|not)$/;

/** The compounds of a selector from the right, each with the combinator to the left of it. */
function compileChain(tokens: Selector[]): Link[] | undefined {
  const chain: Link[] = [{ tests: [], combinator: undefined }];
  for (const token of tokens.toReversed()) {
    const link = chain.at(-1)!;
    if (isTraversal(token)) {
      if (!/^(descendant|child|adjacent|sibling)$/.test(token.type)) return undefined;
      link.combinator = token.type as Exclude<Link['combinator'], undefined>;
      chain.push({ tests: [], combinator: undefined });
      continue;
    }
    const test = compileSimple(token);
    if (!test) return undefined;
    link.tests.unshift(test);
  }
  return chain;
}

/** What only a client can tell. */
const UNKNOWN: Test = (_element, _scene, hopeful) => hopeful;

function compileSimple(token: Selector): Test | undefined {
  switch (token.type) {
    case 'universal':
      return () => true;
    case 'tag': {
      const name = token.name.toLowerCase();
      return (element) => element.name === name;
    }
    case 'attribute':
      return compileAttribute(token);
    case 'pseudo':
      return compilePseudo(token);
    default:
      return UNKNOWN;
  }
}

/** Attributes whose values HTML reads without regard to case. */
const CASELESS = new Set(
  'align alink axis bgcolor charset checked clear codetype color compact declare defer dir direction disabled face frame hreflang language link media method nohref noresize noshade nowrap readonly rel rev rules scope scrolling selected shape target text type valign valuetype vlink'.split(
    ' ',
  ),
);

function compileAttribute({ name: written, action, value, ignoreCase }: AttributeSelector): Test {
  if (written === 'class' && action === 'element') {
    return (element, scene, hopeful) =>
      classes(element).includes(value) || (hopeful && scene.mayHaveClass(element, value));
  }
  const name = written.toLowerCase();
  const caseless = ignoreCase === true || (ignoreCase === null && CASELESS.has(name));
  const fold = (text: string) => (caseless ? text.toLowerCase() : text);
  const wanted = fold(value);
  const compare: Record<string, (found: string) => boolean> = {
    equals: (found) => found === wanted,
    not: (found) => found !== wanted,
    start: (found) => wanted !== '' && found.startsWith(wanted),
    end: (found) => wanted !== '' && found.endsWith(wanted),
    any: (found) => wanted !== '' && found.includes(wanted),
    element: (found) => found.split(/\s+/).includes(wanted),
    hyphen: (found) => found === wanted || found.startsWith(`${wanted}-`),
  };
  const holds = compare[action];
  return (element, scene, hopeful) => {
    const found = attribute(element, name);
    if (found === undefined) return false;
    if (holds && hasMergeTag(found)) return hopeful && (action !== 'equals' || patternOf(found).test(wanted));
    if (scene.mayLack(element, name) && !hopeful) return false;
    return !holds || holds(fold(decodeEntities(found)));
  };
}

function compilePseudo({ name, data }: Extract<Selector, { type: 'pseudo' }>): Test | undefined {
  if (Array.isArray(data)) {
    if (!LOGICAL.test(name)) return UNKNOWN;
    const chains = data.map(compileChain);
    if (chains.some((chain) => chain === undefined)) return undefined;
    const any: Test = (element, scene, hopeful) => {
      for (const chain of chains) if (matchChain(chain!, element, scene, hopeful)) return true;
      return false;
    };
    return name === 'not' ? (element, scene, hopeful) => !any(element, scene, !hopeful) : any;
  }
  if (name === 'root') return (element) => element.name === 'html' && element.parent?.name === '#root';
  if (name === 'empty') {
    return (element, scene, hopeful) => {
      if (element.children.every(({ kind }) => kind === 'comment')) return true;
      return hopeful && scene.mayBeEmpty(element);
    };
  }
  const holds = compilePlace(name, data);
  if (!holds) return UNKNOWN;
  return (element, scene, hopeful) => (element.parent?.childrenVary ? hopeful : holds(scene.placeOf(element)));
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
    if (isId(token)) return [{ kind: 'id', name: token.value }];
    return token.name === 'class' && token.action === 'element' ? [{ kind: 'class', name: token.value }] : [];
  });
}

/** The ids and classes that elements around a match have. */
function namesAround(tokens: readonly Selector[]): string[] {
  return tokens.flatMap((token, at) => {
    if (token.type !== 'attribute' || !(isId(token) || (token.name === 'class' && token.action === 'element')))
      return [];
    const next = tokens.slice(at).find((later) => isTraversal(later));
    return next?.type === 'descendant' || next?.type === 'child' ? [token.value] : [];
  });
}

function isBelow({ aroundHash = -1 }: Element, wanted: number): boolean {
  return (aroundHash & wanted) === wanted;
}

function classesIn(tokens: readonly Selector[]): string[] {
  return tokens.flatMap((token) => {
    if (token.type === 'pseudo') return Array.isArray(token.data) ? token.data.flatMap(classesIn) : [];
    return token.type === 'attribute' && token.name === 'class' ? [token.value] : [];
  });
}

function asksMore(tokens: readonly Selector[]): boolean {
  return tokens.some((token) => {
    if (token.type === 'pseudo') return !Array.isArray(token.data) || token.data.some(asksMore);
    if (token.type === 'attribute') return token.name !== 'class' || token.action !== 'element';
    return token.type === 'adjacent' || token.type === 'sibling';
  });
}

/** `#a`, not `[id=a]`. */
function isId({ name, action, ignoreCase }: AttributeSelector): boolean {
  return name === 'id' && action === 'equals' && ignoreCase === 'quirks';
}

function specificityOf(tokens: Selector[]): Specificity {
  let [ids, middle, types] = [0, 0, 0];
  for (const token of tokens) {
    if (token.type === 'tag' || token.type === 'pseudo-element') types++;
    else if (token.type === 'attribute') {
      if (isId(token)) ids++;
      else middle++;
    } else if (token.type === 'pseudo') {
      if (token.name === 'where') continue;
      if (!Array.isArray(token.data)) middle++;
      else {
        const [a, b, c] = token.data.map(specificityOf).sort(compareSpecificity).at(-1) ?? [0, 0, 0];
        ids += a;
        middle += b;
        types += c;
      }
    }
  }
  return [ids, middle, types];
}

export function compareSpecificity(a: Specificity, b: Specificity): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
