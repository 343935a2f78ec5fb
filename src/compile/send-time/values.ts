import { type Expression, nameOfExpression } from './expression.js';
import { unknowable } from './misuse.js';

/*
 * A send-time value is a proxy that knows its expression. A property of it gives the longer path. Only Jink prints it:
 * a text that JavaScript made of it could be cut, counted or compared before anybody knows what it says. The proxy is
 * of a plain object: Pug asks for `typeof` and would call a function.
 */

const expressions = new WeakMap<object, Expression>();

export function isSendTime(value: unknown): value is object {
  return typeof value === 'object' && value !== null && expressions.has(value);
}

/** The expression of a send-time value; any other value is a literal. */
export function expressionOf(value: unknown): Expression {
  return isSendTime(value) ? expressions.get(value)! : { kind: 'literal', value };
}

export function createValue(expression: Expression): unknown {
  if (expression.kind === 'literal') return expression.value;
  const name = () => nameOfExpression(expression);
  const enumerates = () => {
    throw unknowable(
      name(),
      'what is in it cannot be listed now',
      'Loop over it with "each", or take its properties one by one.',
    );
  };
  const proxy = new Proxy(
    {},
    {
      get(_, property) {
        if (property === 'toJSON')
          return () => {
            throw unknowable(name(), 'it cannot be written as JSON', 'Put the JSON into the data, as a text.');
          };
        if (property === Symbol.toPrimitive)
          return (hint: string) => {
            if (hint === 'number') throw unknowable(name(), 'nothing can be reckoned with it here');
            throw unknowable(
              name(),
              'JavaScript cannot make a text of it here',
              'Print it, or put texts together with + or `…`.',
            );
          };
        if (property === Symbol.iterator) return enumerates();
        if (typeof property === 'symbol') return undefined;
        return createValue(propertyOf(expression, property));
      },
      has: (_, property) => {
        throw unknowable(name(), `whether it has "${String(property)}" cannot be asked with "in"`);
      },
      ownKeys: enumerates,
      set: (_, property) => {
        throw unknowable(name(), `it cannot get a "${String(property)}"`);
      },
      deleteProperty: (_, property) => {
        throw unknowable(name(), `its "${String(property)}" cannot be deleted`);
      },
    },
  );
  expressions.set(proxy, expression);
  return proxy;
}

function propertyOf(expression: Expression, property: string): Expression {
  if (expression.kind === 'path') return { ...expression, properties: [...expression.properties, property] };
  if (expression.kind === 'choice')
    return {
      ...expression,
      yes: propertyOfBranch(expression.yes, property),
      no: propertyOfBranch(expression.no, property),
    };
  return { kind: 'call', helper: 'lookup', args: [expression, { kind: 'literal', value: property }] };
}

/** `(a || b).name`: of a value that is known by now, the property is known too. */
function propertyOfBranch(branch: Expression, property: string): Expression {
  if (branch.kind !== 'literal') return propertyOf(branch, property);
  const { value } = branch;
  if (value === null || value === undefined) return { kind: 'literal', value: undefined };
  return { kind: 'literal', value: (Object(value) as Record<string, unknown>)[property] };
}

/** The same value, allowed to be missing. */
export function optional(expression: Expression): Expression {
  return expression.kind === 'path' ? { ...expression, optional: true } : expression;
}

/** As Handlebars judges: what JavaScript takes for true, but for an empty list. */
export function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
