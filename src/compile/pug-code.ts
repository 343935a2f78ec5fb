import { createRequire } from 'node:module';
import { MARK } from './marks.js';
import { RUNTIME } from './pug-marks.js';
import type { PugAttribute, PugNode } from './pug-tree.js';

/*
 * Pug's code generator with two things of Jink's own: marks are written straight after a tag's name, since as
 * attributes each would be parsed as JavaScript; and a mixin's code is generated once, however many templates call it.
 */

interface CodeGenerator {
  buf: string[];
  lastBufferedIdx: number;
  dynamicMixins: boolean;
  /** Whether the doctype wants `checked` instead of `checked="checked"`. */
  terse: boolean;
  debug: boolean;
  compile(): string;
  buffer(text: string): void;
  bufferExpression(expression: string): void;
  visitTag(tag: PugNode, interpolated?: boolean): void;
  visitAttributes(attributes: unknown[], blocks: unknown[]): void;
  attrs(attributes: PugAttribute[], buffer?: boolean): string;
  visitMixin(mixin: PugNode): void;
}

type CodeGeneratorClass = new (tree: PugNode, options: object) => CodeGenerator & { known: KnownExpressions };
type BaseClass = new (tree: PugNode, options: object) => CodeGenerator;

let generator: CodeGeneratorClass | undefined;

/**
 * What Pug found out about expressions: it parses each one as JavaScript to see if it is constant, and templates of
 * one project share most of theirs.
 */
export interface KnownExpressions {
  /** The value of a constant expression as text, undefined for one that is not constant. */
  constants: Map<string, string | undefined>;
  /** The code for a tag's attributes. */
  attributes: Map<string, string>;
}

/** Generates a template's program; the same as Pug's own `generateCode`, and called by Pug instead of it. */
export function generateCode(tree: PugNode, options: object, known: KnownExpressions): string {
  generator ??= extend(createRequire(import.meta.url)('pug-code-gen').CodeGenerator);
  const made = new generator(tree, options);
  made.known = known;
  return made.compile();
}

type Constantinople = ((source: string, values: object) => boolean) & {
  toConstant(source: string, values: object): unknown;
};

let constantinople: Constantinople | undefined;

/** Pug's own judgement whether an expression is constant, and what it is then. */
function constantOf(source: string): string | undefined {
  const require = createRequire(createRequire(import.meta.url).resolve('pug-code-gen'));
  constantinople ??= require('constantinople') as Constantinople;
  const values = { pug: require('pug-runtime'), pug_interp: undefined };
  return constantinople(source, values) ? String(constantinople.toConstant(source, values)) : undefined;
}

/** The code of mixin definitions by their trees, which the session shares. */
const generated = new WeakMap<PugNode, string[]>();

/** Takes code that was generated before for the tree of a mixin's definition. */
export function adoptCode(tree: PugNode, code: string[]): void {
  generated.set(tree, code);
}

/** The code of a mixin's definition, as `adoptCode` takes it. */
export function codeOf(tree: PugNode): string[] {
  const options = { doctype: 'html', self: true, compileDebug: false };
  generateCode({ type: 'Block', line: 1, nodes: [tree] }, options, { constants: new Map(), attributes: new Map() });
  return generated.get(tree)!;
}

function extend(Base: BaseClass): CodeGeneratorClass {
  return class extends Base {
    known: KnownExpressions = { constants: new Map(), attributes: new Map() };
    private muted = false;
    private mark: PugNode['mark'];
    // Pug would drop mixins that it has not seen called, and calls in generated code it does not see.
    override dynamicMixins = true;

    override visitTag(tag: PugNode, interpolated?: boolean): void {
      this.mark = tag.mark;
      super.visitTag(tag, interpolated);
    }

    override visitAttributes(attributes: unknown[], blocks: unknown[]): void {
      const { mark } = this;
      this.mark = undefined;
      if (mark?.called) {
        this.buffer(` ${MARK}="`);
        this.bufferExpression(`${RUNTIME}.mark("${mark.place}")`);
        this.buffer('"');
      } else if (mark) {
        this.buffer(` ${MARK}="${mark.place}"`);
      }
      super.visitAttributes(attributes, blocks);
    }

    override attrs(attributes: PugAttribute[], buffer?: boolean): string {
      const key = JSON.stringify([
        buffer,
        this.terse,
        ...attributes.map(({ name, val, mustEscape }) => [name, val, mustEscape]),
      ]);
      let code = this.known.attributes.get(key);
      if (code === undefined) {
        this.muted = true;
        code = super.attrs(attributes, buffer);
        this.muted = false;
        this.known.attributes.set(key, code);
      }
      if (buffer) this.bufferExpression(code);
      return code;
    }

    override bufferExpression(expression: string): void {
      if (this.muted) return;
      const { constants } = this.known;
      if (!constants.has(expression)) constants.set(expression, constantOf(expression));
      const constant = constants.get(expression);
      if (constant !== undefined) this.buffer(constant);
      else this.buf.push(`pug_html = pug_html + (${expression});`);
    }

    override visitMixin(mixin: PugNode): void {
      if (mixin.call || this.debug) {
        super.visitMixin(mixin);
        return;
      }
      const known = generated.get(mixin);
      const start = this.buf.length;
      if (known) {
        this.buf.push(...known);
        this.lastBufferedIdx = -1;
      } else {
        super.visitMixin(mixin);
        generated.set(mixin, this.buf.slice(start));
      }
    }
  };
}
