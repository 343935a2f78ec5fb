import { createWriter } from './create-writer.js';
import { mustacheValue, type Needs, truthCode, valueCode } from './generate-value.js';
import { isBlock, simpleName } from './names.js';
import type { Block, Program, Statement } from './parse.js';
import { type Reference, resolvePath, type Scope } from './scope.js';

/*
 * From a Handlebars tree to JavaScript that puts a string together. In the program `d` is the data, `m` collects the
 * paths that are missing, `h` are Jink's helpers, `u` the project's, `o` is what was written so far, `v` a value in the
 * hand; functions of
 * the run time go by their names. Tags that Jink cannot render have been refused before (`check-tags.ts`).
 */

/**
 * One function of the program.
 * @param escapes whether `{{name}}` is escaped, as HTML needs it; subject and text are plain
 */
export function generateFunction(name: string, program: Program, escapes: boolean, needs: Needs): string {
  const lines: string[] = [];
  const write = createWriter(lines);
  let loops = 0;

  function writeProgram(part: Program | undefined, scope: Scope): void {
    for (const statement of part?.body ?? []) writeStatement(statement, scope);
  }

  function writeStatement(statement: Statement, scope: Scope): void {
    if (statement.type === 'ContentStatement') write.text(statement.value);
    else if (statement.type === 'MustacheStatement') {
      const value = mustacheValue(statement, scope, needs);
      write.value(escapes && statement.escaped ? `escapeHtml(${value})` : `textOf(${value})`);
    } else if (statement.type === 'BlockStatement') writeBlock(statement, scope);
    else if (statement.type !== 'CommentStatement') throw new Error(`A ${statement.type} cannot be rendered.`);
  }

  function writeBlock(block: Block, scope: Scope): void {
    const name = simpleName(block.path);
    const [param] = block.params;
    if (name === undefined || !isBlock(name) || !param) writeSection(block, scope);
    else if (name === 'each') writeEach(block, valueCode(param, scope, 'use', needs), pathOf(block, scope), scope);
    else if (name === 'with') writeWith(block, scope);
    else writeBranches(name === 'if' ? testOf(block, scope) : `!${truthCode(param, scope, needs)}`, block, scope);
  }

  /** `includeZero` makes a 0 true. */
  function testOf({ params, hash }: Block, scope: Scope): string {
    const [param] = params;
    const option = hash?.pairs.find(({ key }) => key === 'includeZero');
    const test = truthCode(param!, scope, needs);
    if (!option) return test;
    return `(${test} || (${truthCode(option.value, scope, needs)} && ${valueCode(param!, scope, 'test', needs)} === 0))`;
  }

  function writeBranches(test: string, { program: then, inverse }: Block, scope: Scope): void {
    write.line(`if (${test}) {`);
    writeProgram(then, scope);
    if (inverse) write.line('} else {');
    writeProgram(inverse, scope);
    write.line('}');
  }

  function writeEach(block: Block, value: string, path: string | undefined, scope: Scope): void {
    const n = ++loops;
    write.line(`const l${n} = itemsOf(${value});`);
    const key = `(l${n}.keys ? l${n}.keys[i${n}] : i${n})`;
    const item: Reference = { code: `a${n}`, ...(path !== undefined && { path: `at(${path}, ${key})` }) };
    const loop = {
      index: `i${n}`,
      key,
      last: `(i${n} === l${n}.values.length - 1)`,
      ...(scope.loop && { above: scope.loop }),
    };
    const [itemName, keyName] = block.program?.blockParams ?? [];
    const names = new Map(scope.names);
    if (itemName !== undefined) names.set(itemName, item);
    if (keyName !== undefined) names.set(keyName, { code: key });
    write.line(`for (let i${n} = 0; i${n} < l${n}.values.length; i${n}++) {`);
    write.line(`const a${n} = l${n}.values[i${n}];`);
    writeProgram(block.program, { ...scope, context: item, above: scope, names, loop });
    write.line('}');
    writeOtherwise(block, `l${n}.values.length === 0`, scope);
  }

  function writeWith(block: Block, scope: Scope): void {
    const n = ++loops;
    const [param] = block.params;
    write.line(`const a${n} = ${valueCode(param!, scope, 'test', needs)};`);
    const path = pathOf(block, scope);
    const context: Reference = { code: `a${n}`, ...(path !== undefined && { path }) };
    const [name] = block.program?.blockParams ?? [];
    const names = name === undefined ? scope.names : new Map([...scope.names, [name, context]]);
    write.line(`if (isPresent(a${n})) {`);
    writeProgram(block.program, { ...scope, context, above: scope, names });
    write.line('}');
    writeOtherwise(block, `!isPresent(a${n})`, scope);
  }

  /** `{{#name}}…{{/name}}`: a loop, a condition or a step into an object, as the data will have it. */
  function writeSection(block: Block, scope: Scope): void {
    if (block.path.type !== 'PathExpression') throw new Error('A section has a path.');
    const n = ++loops;
    const { code, path } = resolvePath(block.path, scope);
    write.line(`const s${n} = ${code}, l${n} = sectionItems(s${n}, ${scope.context.code});`);
    if (block.program) {
      const isList = `Array.isArray(s${n})`;
      const context: Reference = { code: `a${n}` };
      if (path !== undefined)
        context.path = `(${isList} ? at(${path}, i${n}) : s${n} === true ? ${scope.context.path} : ${path})`;
      const outer = scope.loop ?? { index: 'undefined', key: 'undefined', last: 'undefined' };
      const loop = {
        index: `(${isList} ? i${n} : ${outer.index})`,
        key: `(${isList} ? i${n} : ${outer.key})`,
        last: `(${isList} ? i${n} === l${n}.values.length - 1 : ${outer.last})`,
        ...(scope.loop && { above: scope.loop }),
      };
      write.line(`for (let i${n} = 0; i${n} < l${n}.values.length; i${n}++) {`);
      write.line(`const a${n} = l${n}.values[i${n}];`);
      writeProgram(block.program, { ...scope, context, above: scope, loop });
      write.line('}');
    }
    writeOtherwise(block, `l${n}.values.length === 0`, scope);
  }

  function writeOtherwise({ inverse }: Block, test: string, scope: Scope): void {
    if (!inverse) return;
    write.line(`if (${test}) {`);
    writeProgram(inverse, scope);
    write.line('}');
  }

  const root: Reference = { code: 'd', path: '""', isObject: true };
  writeProgram(program, { root, context: root, names: new Map() });
  write.end();
  return [`function ${name}(d, m, u) {`, 'let v, o = "";', ...lines, 'return o;', '}'].join('\n');
}

/** The path of what a block goes into, where it is one. */
function pathOf({ params: [param] }: Block, scope: Scope): string | undefined {
  return param?.type === 'PathExpression' ? resolvePath(param, scope).path : undefined;
}
