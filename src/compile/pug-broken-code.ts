import { lineAt } from '../document/positions.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Place } from '../model/place.js';
import { checkStatements, explainJavaScript, explainMessage, readSyntaxError } from './javascript.js';
import { RUNTIME } from './mixin-runtime.js';
import { notedAbove, pointAt, positionInSource } from './pug-places.js';
import type { Program } from './pug-program.js';
import { type PugNode, walkTree } from './pug-tree.js';
import { isOwn, nameOf, readText, type Session } from './session.js';

/**
 * Says which line after `-`, or which other code that Pug copies unread, keeps a template's program from being
 * JavaScript. A line is looked at by itself first; what only goes wrong together is found where V8 stops reading.
 */
export function explainBrokenCode(
  session: Session,
  input: { path: string; source: string },
  program: Program,
  make: (body: string) => unknown,
): Diagnostic {
  const sourceOf = (path: string) => (path === input.path ? input.source : readText(path)).replace(/\r\n?/g, '\n');
  for (const node of statementsOf(program.tree)) {
    const code = node.val!;
    const problem = checkStatements(node.block ? `${code} {}` : code);
    const path = node.filename ?? input.path;
    if (!problem || isOwn(path)) continue;
    const source = sourceOf(path);
    return explainJavaScript(code, problem, (offset, length = 1) =>
      placeInStatement(nameOf(session, path), source, node, offset, length),
    );
  }
  try {
    make(program.body);
  } catch (error) {
    const { message, line, column, length } = readSyntaxError(error as Error);
    const point = pointAt(program.body, { line, column: column + 1 });
    const noted = point && notedAbove(point);
    if (point && noted && !isOwn(noted.path)) {
      const position = positionInSource(point, sourceOf(noted.path), noted.line) ?? { line: noted.line, column: 1 };
      const file = nameOf(session, noted.path);
      const place = { file, ...position, endLine: position.line, endColumn: position.column + length };
      return explainMessage(message, point.text.slice(column, column + length), place);
    }
  }
  throw new Error(`The program of ${input.path} is not JavaScript, and no line of its is to blame.`);
}

/** The statements that stand for themselves; `} else {` and the like need what is around them. */
function statementsOf(tree: PugNode): PugNode[] {
  const found: PugNode[] = [];
  walkTree(tree, (node) => {
    if (node.type !== 'Code' || node.buffer || !node.val || node.val.startsWith(RUNTIME)) return;
    if (/^\s*(else|case|default|catch|finally)\b|^\s*\}|\{\s*$/.test(node.val)) return;
    found.push(node);
  });
  return found;
}

/** Code may begin on the line of its `-` or below, where its lines lost their indentation. */
function placeInStatement(file: string, source: string, node: PugNode, offset: number, length: number): Place {
  const before = node.val!.slice(0, offset).split('\n');
  const text = node.val!.split('\n')[before.length - 1]!;
  const firstLine = /^\s*-\s*$/.test(lineAt(source, node.line)) ? node.line + 1 : node.line;
  const line = firstLine + before.length - 1;
  const indent = Math.max(0, lineAt(source, line).indexOf(text));
  const column = indent + before.at(-1)!.length + 1;
  return { file, line, column, endLine: line, endColumn: column + length };
}
