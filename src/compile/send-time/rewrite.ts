import { RUNTIME } from '../mixin-runtime.js';
import { BINARY } from './binary-operators.js';
import { babel, child, childrenOf, isNode, isPure, LITERAL, type Node, namesIn, rootOf } from './javascript-tree.js';
import { FUNCTIONS } from './operators.js';

/*
 * Rewrites an author's JavaScript so that operators ask Jink: JavaScript itself would turn a send-time value into a
 * text or into true without a word.
 */

/** How `default`, a word of JavaScript's that cannot be a name, is called in a program; as long as the word. */
export const DEFAULT_NAME = '$efault';

/** Calls of the helper `default` under a name that JavaScript allows. */
export function renameDefault(code: string): string {
  if (!code.includes('default')) return code;
  const pattern = /(["'])(?:\\.|(?!\1)[^\\])*\1|(?<![\w$.])default(?=\s*\()/g;
  return code.replace(pattern, (found) => (found === 'default' ? DEFAULT_NAME : found));
}

/**
 * Says which loops and conditions stand between an assignment and the definition of what is assigned; or of a `var`, those
 * that it is used outside of; or around what a function assigns to.
 */
export type BodiesBetween = (name: string, use?: 'var' | 'function') => readonly string[] | undefined;

/** A path or a text has nothing to rewrite. */
const PLAIN = /^\s*(?:[\w$]+(?:\.[\w$]+)*|"[^"\\]*"|'[^'\\]*')\s*$/;

/** An expression; one that is not JavaScript comes back as it is, for others to say so. */
export function rewriteExpression(written: string, bodies?: BodiesBetween): string {
  if (PLAIN.test(written)) return written;
  const code = renameDefault(written);
  return attempt(code, () => emit({ code, bodies }, babel().parseExpression(code)));
}

/** The arguments of a mixin's call. */
export function rewriteArguments(written: string): string {
  if (PLAIN.test(written)) return written;
  const code = renameDefault(written);
  const list = `[${code}\n]`;
  return attempt(code, () => emit({ code: list }, babel().parseExpression(list)).slice(1, -2));
}

/** Statements; `opens` for those whose body follows in Pug, such as `for (…)`. */
export function rewriteStatements(written: string, opens: boolean, bodies?: BodiesBetween): string {
  const code = renameDefault(written);
  const options = { sourceType: 'script', allowReturnOutsideFunction: true };
  for (const [before, after] of opens ? OPENING : AROUND) {
    const whole = before + code + after;
    const rewritten = attempt(undefined, () => emit({ code: whole, bodies }, babel().parse(whole, options).program));
    if (rewritten !== undefined) return rewritten.slice(before.length, rewritten.length - after.length);
  }
  const [, owner, method] = /^\s*([\w$.]+)\.(\w+)\(.*\{\s*$/s.exec(code) ?? [];
  return owner && method ? `${call('owner', owner, JSON.stringify(method))}; ${code}` : code;
}

/** What makes statements of a line of them: braces may be opened on one line and closed on another. */
const AROUND: readonly (readonly [before: string, after: string])[] = [
  ['', ''],
  ['', '}'],
  ['if (0) {', '}'],
];

/** And of one that has a body in Pug. */
const OPENING = [['', '{}'] as const, ...AROUND];

function attempt<Otherwise>(otherwise: Otherwise, rewrite: () => string): string | Otherwise {
  try {
    return rewrite();
  } catch (error) {
    if (error instanceof SyntaxError) return otherwise;
    throw error;
  }
}

interface Source {
  code: string;
  bodies?: BodiesBetween | undefined;
  /** Whether it is declared with `var`. */
  isVar?: boolean;
  /** In a function, the names that are its own. */
  locals?: ReadonlySet<string>;
}

/** A node's code, with everything in it rewritten. */
function emit(source: Source, node: Node): string {
  return RULES[node.type]?.(source, node) ?? copy(source, node);
}

/** The code of a node as it is, but for its children. */
function copy(source: Source, node: Node): string {
  let text = '';
  let at = node.start;
  for (const child of childrenOf(node)) {
    if (child.start < at) continue; // `{ name }` is key and value in one
    text += source.code.slice(at, child.start) + emit(source, child);
    at = child.end;
  }
  return text + source.code.slice(at, node.end);
}

function raw({ code }: Source, node: Node): string {
  return code.slice(node.start, node.end);
}

/** As an argument of a function: a comma in it would begin the next. */
function argument(source: Source, node: Node): string {
  const text = emit(source, node);
  return node.type === 'SequenceExpression' ? `(${text})` : text;
}

function lazy(source: Source, node: Node): string {
  return `() => (${emit(source, node)})`;
}

type Rewrite = (source: Source, node: Node) => string | undefined;

/** Statements whose test JavaScript itself makes. */
const test =
  (key: string, doing: string): Rewrite =>
  (source, node) => {
    const tested = node[key];
    if (!isNode(tested) || LITERAL.test(tested.type)) return undefined;
    const before = copyUntil(source, node, tested);
    const wrapped = `${RUNTIME}.known(${argument(source, tested)}, ${JSON.stringify(doing)})`;
    return before + wrapped + copyFrom(source, node, tested);
  };

/** Loops count their turns, so that one without end is a mistake like others. */
const loop: Rewrite = (source, node) => {
  const tested = node.test;
  if (!isNode(tested)) return countedFor(source, node);
  const value = LITERAL.test(tested.type)
    ? raw(source, tested)
    : call('known', argument(source, tested), '"a loop cannot ask for it"');
  return `${copyUntil(source, node, tested)}${call('goOn')} && ${value}${copyFrom(source, node, tested)}`;
};

/** `for (;;)`: the count becomes its condition. */
function countedFor(source: Source, node: Node): string {
  const { init } = node;
  const before = isNode(init) ? init.end : source.code.indexOf('(', node.start) + 1;
  const at = source.code.indexOf(';', before) + 1;
  const rest = { ...node, ...onlyChildren(node, (inside) => inside.start >= at), start: at };
  const head = { ...node, ...onlyChildren(node, (inside) => inside.end <= at), end: at };
  return `${copy(source, head)} ${call('goOn')}${copy(source, rest)}`;
}

function copyUntil(source: Source, node: Node, stop: Node): string {
  return copy(source, { ...node, ...onlyChildren(node, (other) => other.end <= stop.start), end: stop.start });
}

function copyFrom(source: Source, node: Node, after: Node): string {
  return copy(source, { ...node, ...onlyChildren(node, (other) => other.start >= after.end), start: after.end });
}

function onlyChildren(node: Node, keep: (child: Node) => boolean): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) {
    if (isNode(value) && !keep(value)) kept[key] = undefined;
    else if (Array.isArray(value)) kept[key] = value.filter((item) => !isNode(item) || keep(item));
  }
  return kept;
}

const call = (name: string, ...args: string[]) => `${RUNTIME}.${name}(${args.join(', ')})`;

const BRANCH = 'it cannot decide here: use Pug\'s own "if", or ?: in an expression';

const LOGICAL: Record<string, string> = { '&&': 'and', '||': 'or', '??': 'nullish' };

const RULES: Record<string, Rewrite> = {
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
  CallExpression: rewriteCall,
  OptionalCallExpression: rewriteCall,
  NewExpression: rewriteCall,
  AssignmentExpression(source, node) {
    const [left, right] = [child(node, 'left'), child(node, 'right')];
    const operator = String(node.operator);
    const target = raw(source, left);
    const combined = operator.slice(0, -1);
    const logical = LOGICAL[combined];
    const isOwn = logical !== undefined || Object.hasOwn(BINARY, combined);
    const value = logical
      ? call(logical, target, lazy(source, right))
      : isOwn
        ? call('op', JSON.stringify(combined), target, argument(source, right))
        : asOwn(source, right);
    return `${target} ${isOwn ? '=' : operator} ${assigned(source, left, value)}`;
  },
  UpdateExpression(source, node) {
    const operand = child(node, 'argument');
    const target = raw(source, operand);
    const checked = assigned(source, operand, target);
    return `(${call('known', checked, '"nothing can be counted with it here"')}, ${raw(source, node)})`;
  },
  VariableDeclaration: (source, node) => copy({ ...source, isVar: node.kind === 'var' }, node),
  VariableDeclarator(source, node) {
    const value = node.init;
    if (!isNode(value)) return undefined;
    const pattern = child(node, 'id');
    return (
      copyUntil(source, node, value) +
      taken(source, pattern, asOwn(source, value)) +
      source.code.slice(value.end, node.end)
    );
  },
  FunctionDeclaration(source, node) {
    return `${copyFunction(source, node)}\n${call('own', raw(source, child(node, 'id')))};`;
  },
  ArrowFunctionExpression: copyFunction,
  FunctionExpression: copyFunction,
  ExpressionStatement(source, node) {
    const text = copy(source, node);
    // Without a semicolon, the line before would call what is in parentheses.
    return text.startsWith('(') && !raw(source, node).startsWith('(') ? `void ${text}` : undefined;
  },
  IfStatement: test('test', BRANCH),
  WhileStatement: loop,
  DoWhileStatement: loop,
  ForStatement: loop,
  SwitchStatement: test('discriminant', BRANCH),
};

/** Functions that a template defines take send-time values: their code is rewritten as well. */
function asOwn(source: Source, node: Node): string {
  const text = argument(source, node);
  return /^(ArrowFunction|Function)Expression$/.test(node.type) ? call('own', text) : text;
}

/** A function, which may run elsewhere than where it was written. */
function copyFunction(source: Source, node: Node): string {
  const own = new Set(source.locals);
  const collect = (inside: Node) => {
    if (inside.type === 'VariableDeclarator') for (const name of namesIn(child(inside, 'id'))) own.add(name);
    for (const one of childrenOf(inside)) collect(one);
  };
  for (const parameter of node.params as Node[]) for (const name of namesIn(parameter)) own.add(name);
  collect(node);
  return copy({ ...source, locals: own }, node);
}

/** What a pattern takes apart: JavaScript would ask a send-time value for what is in it. */
function taken(source: Source, pattern: Node, value: string): string {
  if (pattern.type === 'Identifier' && source.isVar) {
    const name = raw(source, pattern);
    const left = source.bodies?.(name, 'var') ?? [];
    return left.length > 0 ? call('assign', value, JSON.stringify(left), JSON.stringify(name)) : value;
  }
  if (pattern.type === 'ArrayPattern') {
    const elements = pattern.elements as (Node | null)[];
    return elements.at(-1)?.type === 'RestElement' ? value : call('items', value, String(elements.length));
  }
  if (pattern.type !== 'ObjectPattern') return value;
  const fallbacks = (pattern.properties as Node[]).flatMap((property) => {
    const { key, value: target } = property;
    if (!isNode(key) || !isNode(target) || target.type !== 'AssignmentPattern' || property.computed) return [];
    const name = key.type === 'Identifier' ? JSON.stringify(raw(source, key)) : raw(source, key);
    return [`${name}: ${lazy(source, child(target, 'right'))}`];
  });
  return fallbacks.length > 0 ? call('fallbacks', value, `{ ${fallbacks.join(', ')} }`) : value;
}

/** What is written to a variable, or into what a variable holds. */
function assigned(source: Source, target: Node, value: string): string {
  if (target.type === 'Identifier') {
    const name = raw(source, target);
    const mayRunIn = source.locals && !source.locals.has(name) && source.bodies?.(name, 'function');
    const more = mayRunIn ? [JSON.stringify(mayRunIn)] : [];
    return call('assign', value, bodiesOf(source, name), JSON.stringify(name), ...more);
  }
  return changed(source, target, value);
}

/** What changes something in a variable that is in sight. */
function changed(source: Source, target: Node, value: string): string {
  const root = rootOf(target);
  const between = root && source.bodies?.(raw(source, root));
  return between ? call('assign', value, JSON.stringify(between), JSON.stringify(raw(source, target))) : value;
}

function bodiesOf({ bodies }: Source, name: string): string {
  return JSON.stringify(bodies?.(name) ?? null);
}

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
