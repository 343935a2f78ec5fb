import { RUNTIME } from '../mixin-runtime.js';
import { changed } from './assignment-rules.js';
import { argument, call, copy, emit, type Rewrite, raw, type Source } from './javascript-source.js';
import { child, isPure, LITERAL, type Node } from './javascript-tree.js';
import { FUNCTIONS } from './operators.js';

/** Calls look at what they are given. */
export const CALL_RULES: Readonly<Record<string, Rewrite>> = {
  CallExpression: rewriteCall,
  OptionalCallExpression: rewriteCall,
  NewExpression: rewriteCall,
};

/**
 * A call, with its arguments looked at first: a function that is not the template's would turn a send-time value into a
 * text. JavaScript works out a call's arguments before it asks whether there is anything to call.
 */
function rewriteCall(source: Source, node: Node): string | undefined {
  const callee = child(node, 'callee');
  const args = node.arguments as Node[];
  const name = raw(source, callee);
  if (name.startsWith(`${RUNTIME}.`) || callee.type === 'Super' || callee.type === 'Import') return undefined;
  if (Object.hasOwn(FUNCTIONS, name) && node.type === 'CallExpression')
    return call('apply', JSON.stringify(name), name, ...args.map((arg) => argument(source, arg)));
  const isMember = /^(Optional)?MemberExpression$/.test(callee.type);
  const owner = isMember ? child(callee, 'object') : undefined;
  const method = isMember && !callee.computed ? JSON.stringify(raw(source, child(callee, 'property'))) : '"it"';
  const asks = owner && isPure(owner) && owner.type !== 'ThisExpression' ? raw(source, owner) : undefined;
  const given = args.map((arg) => {
    const text = argument(source, arg);
    if (LITERAL.test(arg.type) || /^(ArrowFunction|Function)Expression$|^SpreadElement$/.test(arg.type)) return text;
    return isPure(callee) ? call('pass', text, name, JSON.stringify(name)) : text;
  });
  const [first] = args;
  const verb = isMember && !callee.computed ? raw(source, child(callee, 'property')) : '';
  if (first && JUDGING.test(verb)) given[0] = call('judge', given[0]!, method);
  if (asks && !first) given.push(`...${call('nothing', asks, method)}`);
  else if (asks && first?.type !== 'SpreadElement') given[0] = call('first', asks, method, given[0]!);
  const called =
    owner && !asks && !callee.computed && callee.type === 'MemberExpression'
      ? call('owner', argument(source, owner), method) + source.code.slice(owner.end, callee.end).replace(/^\s*\)*/, '')
      : emitCallee(source, callee);
  const sign = node.type === 'NewExpression' ? 'new ' : '';
  const optionalSign = node.optional ? '?.' : '';
  const whole = `${sign}${called}${optionalSign}(${given.join(', ')})`;
  if (!owner || node.optional || !args.every(({ type }) => type !== 'SpreadElement')) return whole;
  if (CHANGING.test(verb)) return changed(source, owner, whole);
  if (!/^(join|includes)$/.test(verb) || callee.type !== 'MemberExpression') return whole;
  const values = args.map((arg) => argument(source, arg));
  const direct = call('method', argument(source, owner), method, ...values);
  return asks ? `(${call('holds', asks, ...values)} ? ${direct} : ${whole})` : direct;
}

/** Methods whose function JavaScript asks for a yes, a no or an order. */
const JUDGING = /^(filter|some|every|find|findIndex|findLast|findLastIndex|sort|toSorted)$/;

/** Methods that change what they are called on. */
const CHANGING = /^(push|pop|shift|unshift|splice|sort|reverse|fill|add|set|delete|clear)$/;

/** What is called stays what it is: `table[key](…)` would lose its `this`. */
function emitCallee(source: Source, callee: Node): string {
  if (callee.type === 'MemberExpression') return copy(source, callee);
  const text = emit(source, callee);
  return /^(Identifier|ThisExpression|OptionalMemberExpression)$/.test(callee.type) ? text : `(${text})`;
}
