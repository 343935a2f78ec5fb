import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Session } from '../session.js';
import { loadWithout } from './late-packages.js';
import type { MjmlNode } from './mjml-tree.js';

/*
 * The door to mjml, which projects install themselves: it is larger than all the rest together. It is loaded when the
 * first template is to be rendered that no cache knows.
 */

export type MjmlAttributes = Record<string, unknown>;

/** What of MJML's components Jink looks at. */
export interface MjmlComponent {
  componentName?: string;
  allowedAttributes?: Record<string, string>;
  defaultAttributes?: MjmlAttributes;
  getTagName(): string;
}

export type MjmlComponentClass = MjmlComponent & {
  new (data: Record<string, unknown>): MjmlElement;
  prototype: MjmlElement;
};

interface MjmlElement {
  htmlAttributes(attributes: object): string;
  getStyles(): object;
}

/** What an attribute's type makes of a value. */
export interface MjmlTypeClass {
  new (value: unknown): { getValue(): unknown };
  prototype: { getValue(): unknown };
}

export interface MjmlOptions {
  presets: { components: MjmlComponentClass[]; dependencies: object }[];
  fonts: Record<string, string>;
  skeleton(parts: SkeletonParts): string;
}

type MjmlTypes = (type: string) => MjmlTypeClass;

/** What MJML puts into a document. */
export interface SkeletonParts {
  beforeDoctype?: string;
  breakpoint: string;
  content: string;
  fonts: Record<string, string>;
  mediaQueries: Record<string, string>;
  headStyle: Record<string, (breakpoint: string) => string>;
  componentsHeadStyle: ((breakpoint: string) => string)[];
  headRaw?: (string | null | undefined)[];
  title: string;
  style: (string | ((breakpoint: string) => string))[];
  forceOWADesktop: boolean;
  lang: string;
  dir: string;
}

/** What MJML found wrong with an element; `line` is the element's number. */
export interface MjmlError {
  line: number;
  message: string;
  tagName: string;
}

export interface Mjml {
  render(root: MjmlNode, options: MjmlOptions): Promise<{ html: string; errors: MjmlError[] }>;
  /** What MJML itself makes of a file with its includes. */
  renderFile(text: string, path: string): Promise<string>;
  components: Record<string, MjmlComponentClass>;
  /** The class of an attribute's type, with what it was asked before. */
  typeOf(type: string): MjmlTypeClass;
  /** What each element may have in it. */
  dependencies: Record<string, (string | RegExp)[]>;
}

/** An mjml that is installed. */
export interface MjmlPackage {
  /** Its package.json, absolute. */
  file: string;
  version: string;
  load(): Mjml;
}

const loaded = new Map<string, Mjml>();

/** The project's mjml, or that beside Jink. */
export function findMjml({ root }: Pick<Session, 'root'>): MjmlPackage | undefined {
  for (const from of [join(root, 'package.json'), import.meta.url]) {
    const require = createRequire(from);
    try {
      const file = require.resolve('mjml/package.json');
      const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
      return { file, version, load: () => load(file) };
    } catch {
      // the next one may have it
    }
  }
  return undefined;
}

type MjmlFunction = (root: unknown, options: unknown) => Promise<{ html: string }>;

type MjmlValidator = (
  root: MjmlNode,
  options: Pick<Mjml, 'components' | 'dependencies'> & { initializeType: MjmlTypes },
) => MjmlError[];

function load(file: string): Mjml {
  const known = loaded.get(file);
  if (known) return known;
  const require = createRequire(file);
  const ofCore = createRequire(require.resolve('mjml-core'));
  const render = loadWithout(ofCore, () => withDefault<MjmlFunction>(require('mjml')));
  const { components, initializeType } = require('mjml-core') as {
    components: Mjml['components'];
    initializeType: MjmlTypes;
  };
  const validator = require('mjml-validator') as { dependencies: Mjml['dependencies'] };
  const { dependencies } = validator;
  const validate = withDefault<MjmlValidator>(validator);
  const typeOf = rememberTypes(initializeType);
  const mjml: Mjml = {
    async render(root, options) {
      const errors = validate(root, { components, dependencies, initializeType: typeOf });
      const { html } = await render(root, { ...options, keepComments: true, validationLevel: 'skip' });
      return { html, errors };
    },
    async renderFile(text, path) {
      return (await render(text, { filePath: path, ignoreIncludes: false })).html;
    },
    components,
    typeOf,
    dependencies,
  };
  loaded.set(file, mjml);
  return mjml;
}

const MOST_REMEMBERED = 2000;

/**
 * MJML's types, each of which says the same of a value whenever it is asked. MJML makes one, with its regular
 * expressions, for each attribute of each element, twice: a quarter of all its time.
 */
function rememberTypes(typeOf: MjmlTypes): MjmlTypes {
  const classes = new Map<string, MjmlTypeClass>();
  return (type) => {
    const found = classes.get(type);
    if (found) return found;
    const Type = typeOf(type);
    const known = new Map<unknown, InstanceType<MjmlTypeClass>>();
    /** What `new` gives is what is returned. */
    function Remembering(value: unknown) {
      const made = known.get(value) ?? new Type(value);
      if (known.size > MOST_REMEMBERED) known.clear();
      known.set(value, made);
      return made;
    }
    Remembering.prototype = Type.prototype;
    const made = Remembering as unknown as MjmlTypeClass;
    classes.set(type, made);
    return made;
  };
}

function withDefault<T>(module: unknown): T {
  return ((module as { default?: T }).default ?? module) as T;
}
