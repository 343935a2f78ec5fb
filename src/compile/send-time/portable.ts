import type { Choice, Expression, Path } from './expression.js';
import { nameOfExpression } from './expression.js';
import type { OpenBlock, Tag } from './handlebars.js';
import { segmentOf } from './handlebars-path.js';

/*
 * Handlebars as SendGrid, Amazon SES, Mailgun and Mandrill all understand it: values, #if, #unless and #each, and no
 * helper or block parameter. What else a template asks for has to be worked out in its data.
 */

/** Something that portable Handlebars has no words for, as the author wrote it. */
export class NotPortable extends Error {
  constructor(
    readonly what: string,
    readonly hint: string,
  ) {
    super(what);
  }
}

/** Whether a loop goes over a list; anything else has keys. */
export type IsList = (list: Expression) => boolean;

const IN_DATA = 'Work it out in the data, and ask for the result.';

/** A value. */
export function portableValue(expression: Expression, open: readonly OpenBlock[], isList: IsList): string {
  if (expression.kind === 'path') return portablePath(expression, open, isList);
  throw new NotPortable(nameOfExpression(expression), 'Put its result into the data, and print that.');
}

/** The blocks that stand for one condition, outermost first. */
export function portableTests(test: Expression, open: readonly OpenBlock[], isList: IsList, hasElse: boolean): Tag[] {
  const asked = withoutNullTest(test);
  if (asked.kind === 'path') return [{ inner: `#if ${portablePath(asked, open, isList)}` }];
  const turned = asked.kind === 'call' && asked.helper === 'not' ? withoutNullTest(asked.args[0]!) : undefined;
  if (turned?.kind === 'path') return [{ inner: `#unless ${portablePath(turned, open, isList)}` }];
  if (isBoth(asked) && !hasElse)
    return [...portableTests(asked.test, open, isList, false), ...portableTests(asked.yes, open, isList, false)];
  throw new NotPortable(nameOfExpression(test), IN_DATA);
}

function isBoth(expression: Expression): expression is Choice {
  return expression.kind === 'choice' && expression.operator === 'and';
}

/** An attribute is left out for null and false, which a plain test says nearly as well. */
function withoutNullTest(test: Expression): Expression {
  const isNullTest = test.kind === 'call' && /^(looseNe|ne)$/.test(test.helper) && isNothing(test.args[1]);
  return isNullTest ? test.args[0]! : test;
}

function isNothing(expression: Expression | undefined): boolean {
  return expression?.kind === 'literal' && (expression.value === null || expression.value === false);
}

/** Each loop is a step up: names there are the item's. */
function portablePath(path: Path, open: readonly OpenBlock[], isList: IsList): string {
  const { root, properties } = path;
  const loops = open.filter(({ kind }) => kind === 'each');
  const segments = properties.map((property) => {
    const segment = segmentOf(property);
    if (segment === undefined) throw new NotPortable(nameOfExpression(path), 'Rename it in the data.');
    return segment;
  });
  if (typeof root === 'string') return '../'.repeat(loops.length) + [segmentOf(root) ?? root, ...segments].join('.');
  const up = loops.length - 1 - loops.findIndex(({ loop }) => loop === root.loop);
  if (root.gives === 'item') {
    if (up > 0) return '../'.repeat(up) + (segments.length ? segments.join('.') : 'this');
    return ['this', ...segments].join('.');
  }
  if (up > 0) throw new NotPortable(nameOfExpression(path), 'Put the number into the items of the outer list.');
  if (root.gives === 'last') return '@last';
  return isList(root.loop.list) ? '@index' : '@key';
}
