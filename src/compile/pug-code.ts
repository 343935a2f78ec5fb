import { createRequire } from 'node:module';
import { MARK } from './marks.js';
import { RUNTIME } from './pug-marks.js';
import type { PugNode } from './pug-tree.js';

/*
 * Pug's code generator with two things of Jink's own: marks are written straight after a tag's name, since as
 * attributes each would be parsed as JavaScript; and a mixin's code is generated once, however many templates call it.
 */

interface CodeGenerator {
  buf: string[];
  lastBufferedIdx: number;
  dynamicMixins: boolean;
  debug: boolean;
  compile(): string;
  buffer(text: string): void;
  bufferExpression(expression: string): void;
  visitTag(tag: PugNode, interpolated?: boolean): void;
  visitAttributes(attributes: unknown[], blocks: unknown[]): void;
  visitMixin(mixin: PugNode): void;
}

type CodeGeneratorClass = new (tree: PugNode, options: object) => CodeGenerator;

let generator: CodeGeneratorClass | undefined;

/** Generates a template's program; the same as Pug's own `generateCode`, and called by Pug instead of it. */
export function generateCode(tree: PugNode, options: object): string {
  generator ??= extend(createRequire(import.meta.url)('pug-code-gen').CodeGenerator);
  return new generator(tree, options).compile();
}

/** The code of mixin definitions by their trees, which the session shares. */
const generated = new WeakMap<PugNode, string[]>();

/** Takes code that was generated before for the tree of a mixin's definition. */
export function adoptCode(tree: PugNode, code: string[]): void {
  generated.set(tree, code);
}

/** The code of a mixin's definition, as `adoptCode` takes it. */
export function codeOf(tree: PugNode): string[] {
  generateCode({ type: 'Block', line: 1, nodes: [tree] }, { doctype: 'html', self: true, compileDebug: false });
  return generated.get(tree)!;
}

function extend(Base: CodeGeneratorClass): CodeGeneratorClass {
  return class extends Base {
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
