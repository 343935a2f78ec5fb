import { operatorNow } from './binary-operators.js';
import type { Call, Expression, Loop, Path } from './expression.js';
import { isTrue } from './values.js';

/** The data of a scenario, and the items that loops have reached. */
export interface Scene {
  data: Readonly<Record<string, unknown>>;
  items: ReadonlyMap<Loop, { item: unknown; key: unknown; isLast: boolean }>;
}

/** What cannot be worked out with sample data alone: a helper, or the item of a loop further out. */
export class Unclear extends Error {}

/** The value of an expression in one scenario. Throws `Unclear`. */
export function evaluate(expression: Expression, scene: Scene): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'path':
      return evaluatePath(expression, scene);
    case 'choice':
      return evaluate(isTrue(evaluate(expression.test, scene)) ? expression.yes : expression.no, scene);
    case 'joined':
      return expression.parts.map((part) => evaluate(part, scene) ?? '').join('');
    case 'call':
      return evaluateCall(expression, scene);
  }
}

function evaluatePath({ root, properties }: Path, scene: Scene): unknown {
  let value: unknown;
  if (typeof root === 'string') value = scene.data[root];
  else {
    const turn = scene.items.get(root.loop);
    if (!turn) throw new Unclear();
    value = { item: turn.item, key: turn.key, last: turn.isLast }[root.gives];
  }
  for (const property of properties) {
    if (value === null || value === undefined) return undefined;
    value = (Object(value) as Record<string, unknown>)[property];
  }
  return value;
}

function evaluateCall({ helper, args }: Call, scene: Scene): unknown {
  const values = args.map((arg) => evaluate(arg, scene));
  if (helper === 'not') return !isTrue(values[0]);
  const now = operatorNow(helper);
  if (!now) throw new Unclear();
  return now(values[0], values[1]);
}
