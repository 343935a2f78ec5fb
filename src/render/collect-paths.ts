import { isBlock, isScoped, simpleName } from './names.js';
import { type Block, type Expression, offsetsIn, type Path, type Program, parseTemplate, TagError } from './parse.js';
import { withoutContent } from './without-content.js';

/** A value that a tag asks for. */
export interface PathUse {
  /** `['agents', '[]', 'name']`; `[]` is any item of a list. */
  steps: string[];
  /** Of the tag, in the text. */
  offset: number;
  /** As its author wrote it. */
  written: string;
  /** May be missing: a condition around it, or a default, sees to it. */
  isGuarded: boolean;
}

interface Scope {
  /** Undefined where nobody can tell what a name belongs to. */
  context: string[] | undefined;
  names: ReadonlyMap<string, string[] | undefined>;
  above?: Scope;
  /** What the conditions around ask for. */
  asked: readonly string[][];
}

/** Helpers that are made for values that may be missing. */
const FORGIVING = new Set(['default', 'nullish', 'and', 'or', 'not', 'choose']);

/**
 * Every path of the data that hand-written Handlebars asks for, in the order of the text; none when it cannot be read.
 * @param isList whether a section, `{{#agents}}…{{/agents}}`, is a loop
 */
export function collectPaths(text: string, isList: (steps: readonly string[]) => boolean): PathUse[] {
  if (!text.includes('{{')) return [];
  const { tags, offsetOf: inText } = withoutContent(text);
  let program: Program;
  try {
    program = parseTemplate(tags);
  } catch (error) {
    if (error instanceof TagError) return [];
    throw error;
  }
  const positionIn = offsetsIn(tags);
  const uses: PathUse[] = [];

  function visitProgram(part: Program | undefined, scope: Scope): void {
    for (const statement of part?.body ?? []) {
      if (statement.type === 'BlockStatement') visitBlock(statement, scope);
      else if (statement.type === 'MustacheStatement') {
        if (statement.params.length > 0 || statement.hash) visitCall(statement, scope, false);
        else visit(statement.path, scope, false);
      }
    }
  }

  function visitBlock(block: Block, scope: Scope): void {
    const name = simpleName(block.path);
    const [param] = block.params;
    const [item, key] = block.program?.blockParams ?? [];
    if (name === undefined || !isBlock(name) || !param) {
      visitSection(block, scope);
      return;
    }
    if (name === 'if' || name === 'unless') {
      const from = uses.length;
      visit(param, scope, true);
      const inside = { ...scope, asked: [...scope.asked, ...uses.slice(from).map(({ steps }) => steps)] };
      visitProgram(block.program, inside);
      visitProgram(block.inverse, inside);
      return;
    }
    visit(param, scope, name === 'with');
    const steps = param.type === 'PathExpression' ? resolve(param, scope) : undefined;
    const context = steps && (name === 'each' ? [...steps, '[]'] : steps);
    const names = new Map(scope.names);
    if (item !== undefined) names.set(item, context);
    if (key !== undefined) names.set(key, undefined);
    const asked = name === 'with' && steps ? [...scope.asked, steps] : scope.asked;
    visitProgram(block.program, { context, names, above: scope, asked });
    visitProgram(block.inverse, scope);
  }

  function visitSection({ path, program: inside, inverse }: Block, scope: Scope): void {
    visit(path, scope, true);
    const steps = path.type === 'PathExpression' ? resolve(path, scope) : undefined;
    const context = steps && isList(steps) ? [...steps, '[]'] : steps;
    const asked = steps ? [...scope.asked, steps] : scope.asked;
    visitProgram(inside, { context, names: scope.names, above: scope, asked });
    visitProgram(inverse, scope);
  }

  function visitCall(
    { path, params, hash }: { path: Expression; params: Expression[]; hash?: { pairs: { value: Expression }[] } },
    scope: Scope,
    isTest: boolean,
  ): void {
    const name = path.type === 'PathExpression' ? path.original : '';
    const [of, property] = params;
    if (name === 'lookup' && of?.type === 'PathExpression' && property?.type === 'StringLiteral') {
      const steps = resolve(of, scope);
      if (steps) use([...steps, String(property.value)], of, scope, isTest);
      return;
    }
    for (const param of params) visit(param, scope, isTest || FORGIVING.has(name));
    for (const { value } of hash?.pairs ?? []) visit(value, scope, isTest);
  }

  function visit(expression: Expression, scope: Scope, isTest: boolean): void {
    if (expression.type === 'SubExpression') visitCall(expression, scope, isTest);
    else if (expression.type === 'PathExpression') {
      const steps = resolve(expression, scope);
      if (steps?.length) use(steps, expression, scope, isTest);
    }
  }

  function use(steps: string[], { loc, original }: Path, { asked }: Scope, isTest: boolean): void {
    // The length of a list is no value of its own.
    const own = steps.at(-1) === 'length' && isList(steps.slice(0, -1)) ? steps.slice(0, -1) : steps;
    const isGuarded = isTest || asked.some((path) => path.every((step, i) => own[i] === step));
    uses.push({ steps: own, offset: inText(positionIn(loc.start)), written: original, isGuarded });
  }

  visitProgram(program, { context: [], names: new Map(), asked: [] });
  return uses;
}

/** What a path leads to from the data's root; undefined for loop variables and what cannot be known. */
function resolve({ data, depth, parts, original }: Path, scope: Scope): string[] | undefined {
  if (data) return parts[0] === 'root' ? toSteps(parts.slice(1)) : undefined;
  const [first = '', ...rest] = parts;
  if (depth === 0 && !isScoped(original) && scope.names.has(first)) {
    const named = scope.names.get(first);
    return named && [...named, ...toSteps(rest)];
  }
  let here: Scope | undefined = scope;
  for (let above = depth; above > 0; above--) here = here?.above;
  return here?.context && [...here.context, ...toSteps(parts)];
}

function toSteps(parts: readonly string[]): string[] {
  return parts.map(String);
}
