import { signOf } from './binary-operators.js';

/** What a send-time value stands for: how the value will be worked out when an email is sent. */
export type Expression = Path | Literal | Call | Choice | Joined;

/** A value of the data: a name of the sample data, or what a loop gives, and the properties that lead on from it. */
export interface Path {
  kind: 'path';
  root: string | LoopVariable;
  properties: readonly string[];
  /** Written with `?.`: it may be missing. */
  optional?: boolean;
  /** Pug has seen to its escaping: `!=` prints it like `=`. */
  escaped?: boolean;
}

/** What a loop that runs at send time gives its body. */
export interface LoopVariable {
  loop: Loop;
  gives: 'item' | 'key' | 'last';
}

export interface Loop {
  /** As the author calls the item, and its index or key. */
  item: string;
  key?: string;
  list: Expression;
}

/** A value that is known already. */
export interface Literal {
  kind: 'literal';
  value: unknown;
}

/** An operator by the name of its helper, or a helper. */
export interface Call {
  kind: 'call';
  helper: string;
  args: readonly Expression[];
  /** Pug has seen to its escaping. */
  escaped?: boolean;
}

/** `test ? yes : no`, which is also what other operators come to. */
export interface Choice {
  kind: 'choice';
  /** What the author wrote, if it was one of these. */
  operator?: 'and' | 'or' | 'nullish';
  test: Expression;
  yes: Expression;
  no: Expression;
}

/** Texts one after the other. */
export interface Joined {
  kind: 'joined';
  parts: readonly Expression[];
}

/** How the author would write it, for messages: `agents[].name`, `a`, `date(…)`. */
export function nameOfExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'path':
      return pathName(expression);
    case 'literal':
      return JSON.stringify(expression.value) ?? 'undefined';
    case 'call':
      return nameOfCall(expression);
    case 'choice':
      return nameOfChoice(expression);
    case 'joined':
      return expression.parts.map(nameOfExpression).join(' + ');
  }
}

function nameOfCall({ helper, args }: Call): string {
  const names = args.map(nameOfExpression);
  if (helper === 'not') return `!${names[0]}`;
  if (helper === 'negate') return `-${names[0]}`;
  const sign = signOf(helper);
  return sign ? names.join(` ${sign} `) : `${helper}(${names.join(', ')})`;
}

function nameOfChoice({ operator, test, yes, no }: Choice): string {
  if (operator === 'and') return `${nameOfExpression(test)} && ${nameOfExpression(yes)}`;
  if (operator === 'or') return `${nameOfExpression(test)} || ${nameOfExpression(no)}`;
  return operator === 'nullish'
    ? `${nameOfExpression(yes)} ?? ${nameOfExpression(no)}`
    : `${nameOfExpression(test)} ? … : …`;
}

function pathName({ root, properties }: Path): string {
  const first = typeof root === 'string' ? root : loopVariableName(root);
  return first + properties.map(propertyName).join('');
}

function propertyName(property: string): string {
  if (/^\d+$/.test(property)) return `[${property}]`;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(property) ? `.${property}` : `[${JSON.stringify(property)}]`;
}

function loopVariableName({ loop, gives }: LoopVariable): string {
  if (gives === 'item') return loop.item;
  return gives === 'key' ? (loop.key ?? 'index') : 'last';
}

/**
 * The properties that lead from the data to a value; `[]` stands for any item of a list. Undefined for what is no value
 * of the data, such as a loop's index.
 */
export function dataPath(expression: Expression): string[] | undefined {
  if (expression.kind !== 'path') return undefined;
  const { root, properties } = expression;
  if (typeof root === 'string') return [root, ...properties];
  if (root.gives !== 'item') return undefined;
  const list = dataPath(root.loop.list);
  return list && [...list, '[]', ...properties];
}

/** All values of the data that an expression uses; `guarded` are those that may be missing there. */
export function eachPath(expression: Expression, visit: (path: Path, guarded: boolean) => void, guarded = false): void {
  switch (expression.kind) {
    case 'path':
      visit(expression, guarded || expression.optional === true);
      return;
    case 'literal':
      return;
    case 'joined':
      for (const part of expression.parts) eachPath(part, visit, guarded);
      return;
    case 'choice':
      eachPath(expression.test, visit, true);
      eachPath(expression.yes, visit, guarded);
      eachPath(expression.no, visit, guarded);
      return;
    case 'call':
      for (const [i, arg] of expression.args.entries())
        eachPath(
          arg,
          visit,
          guarded ? !USES_ITS_ARGUMENTS.has(expression.helper) : allowsMissing(expression.helper, i),
        );
  }
}

/** Comparisons and arithmetic need their values even in a test. */
const USES_ITS_ARGUMENTS = new Set('lt lte gt gte add subtract multiply divide remainder power negate'.split(' '));

function allowsMissing(helper: string, index: number): boolean {
  if (/^(eq|ne|looseEq|looseNe|and|or|not)$/.test(helper)) return true;
  return /^(default|nullish)$/.test(helper) && index === 0;
}
