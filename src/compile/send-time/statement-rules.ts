import {
  argument,
  call,
  copy,
  copyFrom,
  copyUntil,
  onlyChildren,
  type Rewrite,
  raw,
  type Source,
} from './javascript-source.js';
import { isNode, LITERAL, type Node } from './javascript-tree.js';

const BRANCH = 'it cannot decide here: use Pug\'s own "if", or ?: in an expression';

/** Statements whose test JavaScript itself makes. */
const test =
  (key: string, doing: string): Rewrite =>
  (source, node) => {
    const tested = node[key];
    if (!isNode(tested) || LITERAL.test(tested.type)) return undefined;
    const before = copyUntil(source, node, tested);
    const wrapped = call('known', argument(source, tested), JSON.stringify(doing));
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

/** Statements that decide and repeat. */
export const STATEMENT_RULES: Readonly<Record<string, Rewrite>> = {
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
