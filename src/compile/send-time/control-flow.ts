import { type Choice, type Expression, type Loop, nameOfExpression } from './expression.js';
import { SendTimeMisuse, unknowable } from './misuse.js';
import { type SendTimeTokens, writeToken } from './tokens.js';
import { createValue, expressionOf, isSendTime, isTrue, optional } from './values.js';

/** One way through a condition: what is printed before and after it. */
export interface Branch {
  yes: boolean;
  before: string;
  after: string;
}

/** One turn of a loop, or its `else`. */
export interface Turn {
  item?: unknown;
  key?: unknown;
  /** There is nothing to loop over: this turn is for `else`. */
  none: boolean;
  /** No turn at all, only what stands before one. */
  skip?: boolean;
  before: string;
  after: string;
}

/** What the author calls an item, and its index or key. */
type LoopNames = readonly [item: string, key?: string];

/** What generated code calls to branch and loop: over known values as JavaScript does, over others once. */
export interface ControlFlow {
  branches(test: unknown, mark: string, hasElse: boolean): Iterable<Branch>;
  loop(list: unknown, names: LoopNames, mark: string, hasElse: boolean): Iterable<Turn>;
  /**
   * What is assigned, unless a loop or condition in between runs once for what happens often, or not at all.
   * @param mayRunIn of a function's assignment, the loops and conditions around what it assigns to
   */
  assign<Value>(value: Value, bodies: readonly string[] | null, name: string, mayRunIn?: readonly string[]): Value;
}

const YES: readonly Branch[] = [{ yes: true, before: '', after: '' }];
const NO: readonly Branch[] = [{ yes: false, before: '', after: '' }];

export function createControlFlow(tokens: SendTimeTokens): ControlFlow {
  /** The marks of the send-time loops and conditions whose body is running. */
  const open: string[] = [];
  const place = (mark: string) => mark.split(',', 1)[0]!;

  function* bothBranches(test: Expression, mark: string, hasElse: boolean): Iterable<Branch> {
    const before = tokens.add({ kind: 'if', expression: test, mark });
    const number = tokens.size() - 1;
    const after = writeToken('end', number);
    open.push(place(mark));
    yield { yes: true, before, after: hasElse ? '' : after };
    if (hasElse) yield { yes: false, before: writeToken('else', number), after };
    open.pop();
  }

  function* oneTurn(list: Expression, names: LoopNames, mark: string, hasElse: boolean): Iterable<Turn> {
    if (list.kind === 'literal') {
      yield* turns(list.value ?? [], hasElse);
      return;
    }
    if (list.kind === 'choice') {
      if (list.operator && list.operator !== 'and' && isEmpty(list.no))
        yield* oneTurn(optional(list.yes), names, mark, hasElse);
      else yield* eitherList(list, names, mark, hasElse);
      return;
    }
    if (list.kind === 'joined')
      throw unknowable(nameOfExpression(list), 'it cannot be looped over', 'Loop over a list of the data.');
    const [item, key] = names;
    const loop: Loop = { item, ...(key && { key }), list };
    const before = tokens.add({ kind: 'each', expression: list, loop, mark });
    const number = tokens.size() - 1;
    const after = writeToken('end', number);
    const value = (gives: 'item' | 'key') => createValue({ kind: 'path', root: { loop, gives }, properties: [] });
    open.push(place(mark));
    yield { item: value('item'), key: value('key'), none: false, before, after: hasElse ? '' : after };
    if (hasElse) yield { none: true, before: writeToken('else', number), after };
    open.pop();
  }

  /** `a ? these : those`: the loop is written once for each, under the condition. */
  function* eitherList(
    { test, yes, no, operator }: Choice,
    names: LoopNames,
    mark: string,
    hasElse: boolean,
  ): Iterable<Turn> {
    for (const branch of bothBranches(test, mark, true)) {
      yield skip(branch.before);
      // What `&&` gives when it is false has nothing in it.
      const list: Expression =
        !branch.yes && operator === 'and' ? { kind: 'literal', value: [] } : branch.yes ? yes : no;
      yield* oneTurn(list, names, mark, hasElse);
      yield skip(branch.after);
    }
  }

  return {
    branches(test, mark, hasElse) {
      if (isSendTime(test)) return bothBranches(expressionOf(test), mark, hasElse);
      return isTrue(test) ? YES : NO;
    },
    loop(list, names, mark, hasElse) {
      return isSendTime(list) ? oneTurn(expressionOf(list), names, mark, hasElse) : turns(list, hasElse);
    },
    assign(value, bodies, name, mayRunIn) {
      const isElsewhere = mayRunIn && open.some((mark) => !mayRunIn.includes(mark));
      if (isElsewhere || (bodies ? bodies.some((mark) => open.includes(mark)) : open.length > 0))
        throw new SendTimeMisuse(
          `"${name}" cannot be changed here: this runs once now, whatever the data will be.`,
          name,
          'Choose with ?: where it is defined, or work it out in the data or in a helper in jink.config.',
        );
      return value;
    },
  };
}

/** A text between turns. */
function skip(text: string): Turn {
  return { none: false, skip: true, before: text, after: '' };
}

function isEmpty(expression: Expression): boolean {
  if (expression.kind !== 'literal') return false;
  const { value } = expression;
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

function* turns(list: unknown, hasElse: boolean): Iterable<Turn> {
  let count = 0;
  for (const [key, item] of entriesOf(list)) {
    count++;
    yield { item, key, none: false, before: '', after: '' };
  }
  if (count === 0 && hasElse) yield { none: true, before: '', after: '' };
}

/** As Pug's `each` goes over lists and objects. */
function* entriesOf(list: unknown): Iterable<[key: unknown, item: unknown]> {
  const values = list as Record<string | number, unknown> & { length?: unknown };
  if (typeof values.length === 'number') {
    for (let i = 0; i < values.length; i++) yield [i, values[i]];
    return;
  }
  for (const key in values) yield [key, values[key]];
}
