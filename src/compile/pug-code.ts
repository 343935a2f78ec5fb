import { createRequire } from 'node:module';
import { MARK } from './marks.js';
import { RUNTIME } from './mixin-runtime.js';
import type { PugAttribute, PugNode } from './pug-tree.js';
import { TEXT_END, TEXT_START, TEXT_TOLD } from './text-places.js';

/*
 * Pug's code generator with three things of Jink's own: marks are written straight after a tag's name, since as
 * attributes each would be parsed as JavaScript; a mixin's code is generated once, however many templates call it; and
 * conditions, loops and what is printed ask Jink, because their values may be known only when an email is sent.
 */

interface CodeGenerator {
  buf: string[];
  lastBufferedIdx: number;
  dynamicMixins: boolean;
  /** Whether the doctype wants `checked` instead of `checked="checked"`. */
  terse: boolean;
  xml: boolean | undefined;
  hasCompiledTag: boolean;
  debug: boolean;
  compile(): string;
  buffer(text: string): void;
  bufferExpression(expression: string): void;
  visitTag(tag: PugNode, interpolated?: boolean): void;
  visitAttributes(attributes: unknown[], blocks: unknown[]): void;
  attrs(attributes: PugAttribute[], buffer?: boolean): string;
  visitMixin(mixin: PugNode): void;
  visitText(text: PugNode): void;
  visitCode(code: PugNode): void;
  visitComment(comment: PugNode): void;
  visitBlockComment(comment: PugNode): void;
  visitConditional(conditional: PugNode): void;
  visitEach(each: PugNode): void;
  visitEachOf(each: PugNode): void;
  visitCase(choice: PugNode): void;
  visit(node: PugNode, parent?: PugNode): void;
}

type CodeGeneratorClass = new (
  tree: PugNode,
  options: object,
) => CodeGenerator & { known: KnownExpressions; exact: boolean };
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

/**
 * Generates a template's program; the same as Pug's own `generateCode`, and called by Pug instead of it.
 * @param exact texts and comments are marked too, see text-places.ts
 */
export function generateCode(tree: PugNode, options: object, known: KnownExpressions, exact = false): string {
  generator ??= extend(createRequire(import.meta.url)('pug-code-gen').CodeGenerator);
  const made = new generator(tree, options);
  made.known = known;
  made.exact = exact;
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

/** The code of mixin definitions by their trees, which the session shares; and with texts marked. */
const generated = new WeakMap<PugNode, string[]>();
const generatedExactly = new WeakMap<PugNode, string[]>();

/** The code of parts that templates share. */
const generatedParts = new WeakMap<PugNode, string[]>();
const generatedPartsExactly = new WeakMap<PugNode, string[]>();

/** Takes code that was generated before for the tree of a mixin's definition. */
export function adoptCode(tree: PugNode, code: string[]): void {
  generated.set(tree, code);
  generatedExactly.set(tree, code);
}

/** The code of a mixin's definition, as `adoptCode` takes it. */
export function codeOf(tree: PugNode): string[] {
  const options = { doctype: 'html', self: true, compileDebug: false };
  generateCode({ type: 'Block', line: 1, nodes: [tree] }, options, { constants: new Map(), attributes: new Map() });
  return generated.get(tree)!;
}

/** A part of a template's program: a node, or what generates its code. */
type Part = PugNode | null | undefined | (() => void);

/** A mark for the program to give along; inside of a mixin it tells of the calls too. */
function markCode(mark: PugNode['mark']): string {
  if (!mark) return '""';
  return mark.called ? `${RUNTIME}.mark("${mark.place}")` : `"${mark.place}"`;
}

/** Pug lets authors write JavaScript's `break`, which has nothing to break here. */
function withoutBreak(block: PugNode): PugNode {
  return {
    ...block,
    nodes: (block.nodes ?? []).filter(({ type, val }) => type !== 'Code' || !/^\s*break\s*;?\s*$/.test(val ?? '')),
  };
}

function extend(Base: BaseClass): CodeGeneratorClass {
  return class extends Base {
    known: KnownExpressions = { constants: new Map(), attributes: new Map() };
    exact = false;
    private muted = false;
    private names = 0;
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
      if (mark) {
        this.buffer(` ${MARK}="`);
        this.writeMark(mark);
        this.buffer('"');
      }
      super.visitAttributes(attributes, blocks);
    }

    private writeMark({ place, called }: NonNullable<PugNode['mark']>): void {
      if (called) this.bufferExpression(`${RUNTIME}.mark("${place}")`);
      else this.buffer(place);
    }

    /** Puts the place of a text around it. */
    private tell(node: PugNode, write: () => void): void {
      if (!this.exact || !node.mark || node.buffer === false) {
        write();
        return;
      }
      this.buffer(TEXT_START);
      this.writeMark(node.mark);
      this.buffer(node.type === 'Text' ? `=${TEXT_TOLD}` : TEXT_TOLD);
      write();
      this.buffer(TEXT_END);
    }

    override visitText(text: PugNode): void {
      this.tell(text, () => super.visitText(text));
    }

    override visitComment(comment: PugNode): void {
      this.tell(comment, () => super.visitComment(comment));
    }

    override visitBlockComment(comment: PugNode): void {
      this.tell(comment, () => super.visitBlockComment(comment));
    }

    override visitCode(code: PugNode): void {
      this.tell(code, () => this.printCode(code));
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

    private printCode(code: PugNode): void {
      const { val = '', mark } = code;
      if (!code.buffer || !mark || this.isConstant(val)) {
        super.visitCode(code);
        return;
      }
      this.buf.push(
        `pug_html = pug_html + ${RUNTIME}.${code.mustEscape ? 'text' : 'raw'}((${val.trim()}\n), ${markCode(mark)});`,
      );
      if (code.block) this.visit(code.block, code);
    }

    private isConstant(val: string): boolean {
      if (/^\s*[\w$]+(\.[\w$]+)*\s*$/.test(val) && !/^\s*(\d|(true|false|null|undefined|NaN|Infinity)\b)/.test(val))
        return false;
      const { constants } = this.known;
      if (!constants.has(val)) constants.set(val, constantOf(val));
      return constants.get(val) !== undefined;
    }

    override visitConditional({ test, mark, consequent, alternate }: PugNode): void {
      this.branch(test!, mark, consequent, alternate);
    }

    private branch(test: string, mark: PugNode['mark'], yes: Part, no: Part): void {
      const name = `$$branch${++this.names}`;
      this.buf.push(
        `for (const ${name} of ${RUNTIME}.branches(${test}, ${markCode(mark)}, ${Boolean(no)})) {`,
        `pug_html = pug_html + ${name}.before;`,
        `if (${name}.yes) {`,
      );
      this.part(yes);
      if (no) {
        this.buf.push('} else {');
        this.part(no);
      }
      this.buf.push('}', `pug_html = pug_html + ${name}.after;`, '}');
    }

    private part(part: Part): void {
      if (typeof part === 'function') part();
      else if (part) this.visit(part);
    }

    override visitEach(each: PugNode): void {
      const declared = each.key
        ? `var ${each.val} = $$turn.item, ${each.key} = $$turn.key;`
        : `var ${each.val} = $$turn.item;`;
      // What is no list fails here, in words that Pug's own loop would bring about.
      this.buf.push(`;(() => {\n  var $$obj = ${each.obj};\n  $$obj.length;`);
      this.turns(each, '$$obj', declared);
      this.buf.push('})();');
    }

    override visitEachOf(each: PugNode): void {
      this.buf.push('{');
      this.turns(
        each,
        `${RUNTIME}.iterable(${each.obj}, ${JSON.stringify(each.obj)})`,
        `const ${each.val} = ${each.val!.startsWith('[') ? `${RUNTIME}.items($$turn.item, 2)` : '$$turn.item'};`,
      );
      this.buf.push('}');
    }

    private turns({ val, key, mark, block, alternate }: PugNode, list: string, declared: string): void {
      const names = JSON.stringify(key ? [val, key] : [val!.startsWith('[') ? 'pair' : val]);
      this.buf.push(
        `for (const $$turn of ${RUNTIME}.loop(${list}, ${names}, ${markCode(mark)}, ${Boolean(alternate)})) {`,
        'pug_html = pug_html + $$turn.before;',
        'if ($$turn.skip) continue;',
      );
      if (alternate) {
        this.buf.push('if ($$turn.none) {');
        this.visit(alternate);
        this.buf.push('} else {');
      }
      this.buf.push(declared);
      this.visit(block!);
      if (alternate) this.buf.push('}');
      this.buf.push('pug_html = pug_html + $$turn.after;', '}');
    }

    override visitCase({ expr, mark, block }: PugNode): void {
      const name = `$$case${++this.names}`;
      this.buf.push(`{ const ${name} = ${expr};`);
      const cases: { tests: string[]; block: PugNode }[] = [];
      let otherwise: PugNode | undefined;
      let tests: string[] = [];
      let isDefault = false;
      for (const when of block!.nodes!.filter(({ type }) => type === 'When')) {
        if (when.expr === 'default') isDefault = true;
        else tests.push(`${RUNTIME}.op("===", ${name}, ${when.expr})`);
        if (!when.block) continue; // the next one's block is meant
        const body = withoutBreak(when.block);
        if (isDefault) otherwise = body;
        else cases.push({ tests, block: body });
        tests = [];
        isDefault = false;
      }
      const rest = (index: number): Part => {
        const found = cases[index];
        if (!found) return otherwise;
        const test = found.tests.reduceRight((right, left) => `${RUNTIME}.or(${left}, () => ${right})`);
        return () => this.branch(test, mark, found.block, rest(index + 1));
      };
      this.part(rest(0));
      this.buf.push('}');
    }

    /** Called for the type of parts that are shared, see pug-shared.ts. */
    visitAttrs(part: PugNode): void {
      const write = () => {
        for (const node of part.shared!.nodes) this.visit(node);
      };
      // The code depends on the doctype, but nearly all templates have the same.
      if (!this.terse || this.xml) write();
      else this.writeOnce(part, this.exact ? generatedPartsExactly : generatedParts, write);
      this.hasCompiledTag ||= part.shared!.hasTags;
    }

    override visitMixin(mixin: PugNode): void {
      const value = mixin.call && /^#\{(.*)\}$/s.exec(mixin.name!)?.[1];
      if (value) this.buf.push(`${RUNTIME}.known(${value}, "it cannot be the name of a mixin");`);
      if (mixin.call || this.debug) super.visitMixin(mixin);
      else this.writeOnce(mixin, this.exact ? generatedExactly : generated, () => super.visitMixin(mixin));
    }

    private writeOnce(node: PugNode, memory: WeakMap<PugNode, string[]>, write: () => void): void {
      const known = memory.get(node);
      this.lastBufferedIdx = -1;
      if (known) {
        this.buf.push(...known);
        return;
      }
      const start = this.buf.length;
      write();
      memory.set(node, this.buf.slice(start));
      this.lastBufferedIdx = -1;
    }
  };
}
