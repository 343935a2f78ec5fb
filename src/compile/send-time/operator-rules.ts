import { BINARY } from './binary-operators.js';
import { argument, call, copyFrom, lazy, type Rewrite, raw } from './javascript-source.js';
import { child, isPure, LITERAL, type Node } from './javascript-tree.js';

/** JavaScript's logical operators as functions of the runtime. */
export const LOGICAL: Record<string, string> = { '&&': 'and', '||': 'or', '??': 'nullish' };

/** Operators ask Jink: JavaScript itself would turn a send-time value into a text or into true without a word. */
export const OPERATOR_RULES: Readonly<Record<string, Rewrite>> = {
  BinaryExpression(source, node) {
    const [left, right] = [child(node, 'left'), child(node, 'right')];
    if (LITERAL.test(left.type) && LITERAL.test(right.type)) return undefined;
    const operator = String(node.operator);
    if (Object.hasOwn(BINARY, operator))
      return call('op', JSON.stringify(operator), argument(source, left), argument(source, right));
    const known = (side: Node) =>
      side.type === 'PrivateName'
        ? raw(source, side)
        : call('known', argument(source, side), JSON.stringify(`"${operator}" cannot work with it now`));
    return `${known(left)} ${operator} ${known(right)}`;
  },
  LogicalExpression(source, node) {
    return call(
      LOGICAL[String(node.operator)]!,
      argument(source, child(node, 'left')),
      lazy(source, child(node, 'right')),
    );
  },
  ConditionalExpression(source, node) {
    const tested = argument(source, child(node, 'test'));
    return call('choose', tested, lazy(source, child(node, 'consequent')), lazy(source, child(node, 'alternate')));
  },
  UnaryExpression(source, node) {
    const operand = child(node, 'argument');
    const name = { '!': 'not', '-': 'minus', '+': 'plus' }[String(node.operator)];
    if (LITERAL.test(operand.type)) return undefined;
    if (name) return call(name, argument(source, operand));
    if (node.operator !== 'typeof') return undefined;
    // `typeof name` is the one use of a name that nobody defined.
    return operand.type === 'Identifier'
      ? `(${raw(source, node)} === "undefined" ? "undefined" : typeof ${call('known', raw(source, operand), '"its type cannot be asked for"')})`
      : `typeof ${call('known', argument(source, operand), '"its type cannot be asked for"')}`;
  },
  TemplateLiteral(source, node) {
    const values = node.expressions as Node[];
    if (values.length === 0) return undefined;
    const texts = (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked);
    return call('join', JSON.stringify(texts), ...values.map((value) => argument(source, value)));
  },
  TaggedTemplateExpression: raw,
  MemberExpression(source, node) {
    const [owner, key] = [child(node, 'object'), child(node, 'property')];
    if (!node.computed || LITERAL.test(key.type)) return undefined;
    const both = call('at', argument(source, owner), argument(source, key));
    if (!isPure(owner) || !isPure(key)) return both;
    // What fails with known values fails in the author's words.
    return `(${call('later', raw(source, key))} ? ${both} : ${raw(source, node)})`;
  },
  OptionalMemberExpression(source, node) {
    if (!node.optional) return undefined;
    const owner = child(node, 'object');
    return call('maybe', argument(source, owner)) + copyFrom(source, node, owner).replace(/^\s*\)*/, '');
  },
};
