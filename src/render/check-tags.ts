import { nearest } from '../diagnostics/nearest.js';
import { BLOCKS, isBlock, simpleName } from './names.js';
import {
  type Block,
  type Expression,
  type Literal,
  type Mustache,
  offsetsIn,
  type Path,
  type Program,
  parseTemplate,
  type Statement,
  type SubExpression,
  TagError,
} from './parse.js';
import { withoutContent } from './without-content.js';

/** A hand-written tag that Jink cannot fill in, though another Handlebars may. */
export interface TagProblem {
  kind: 'syntax' | 'unknown-helper' | 'unsupported';
  message: string;
  /** What was probably meant. */
  suggestion?: string;
  /** In the text, from 0, in UTF-16 units. */
  offset: number;
}

/**
 * What in a Handlebars template Jink cannot render: helpers and partials it does not know, tags that are broken.
 * @param helpers the names of every helper that is known, operators included
 */
export function checkHandlebars(text: string, helpers: ReadonlySet<string>): TagProblem[] {
  if (!text.includes('{{')) return [];
  const { tags, offsetOf: inText } = withoutContent(text);
  let program: Program;
  try {
    program = parseTemplate(tags);
  } catch (error) {
    if (!(error instanceof TagError)) throw error;
    return [{ kind: 'syntax', message: error.message, offset: inText(error.offset) }];
  }
  const offsetOf = offsetsIn(tags);
  return checkProgram(program, helpers).map(({ node, ...problem }) => ({
    ...problem,
    offset: inText(offsetOf(node.loc.start)),
  }));
}

type Found = Omit<TagProblem, 'offset'> & { node: Statement | Expression };

function checkProgram(program: Program | undefined, helpers: ReadonlySet<string>): Found[] {
  return (program?.body ?? []).flatMap((statement): Found[] => {
    switch (statement.type) {
      case 'MustacheStatement':
        return checkMustache(statement, helpers);
      case 'BlockStatement':
        return [
          ...checkBlock(statement, helpers),
          ...checkProgram(statement.program, helpers),
          ...checkProgram(statement.inverse, helpers),
        ];
      case 'PartialStatement':
      case 'PartialBlockStatement':
        return [unsupported(statement, 'Jink has no partials')];
      case 'Decorator':
      case 'DecoratorBlock':
        return [unsupported(statement, 'Jink has no inline partials or decorators')];
      default:
        return [];
    }
  });
}

function checkMustache(statement: Mustache, helpers: ReadonlySet<string>): Found[] {
  const name = simpleName(statement.path);
  if (name !== undefined && isBlock(name)) return [unsupported(statement, `"${name}" is a block: {{#${name} …}}`)];
  const isCall = statement.params.length > 0 || statement.hash !== undefined;
  return isCall ? checkCall(statement, statement, helpers) : checkData(statement.path, statement);
}

function checkBlock(statement: Block, helpers: ReadonlySet<string>): Found[] {
  const name = simpleName(statement.path);
  const { params, hash, path, program } = statement;
  const named = program?.blockParams?.length ?? 0;
  if (name !== undefined && isBlock(name)) {
    const found = params.flatMap((param) => checkExpression(param, statement, helpers));
    const keys = (hash?.pairs ?? []).map(({ key }) => key).filter((key) => key !== 'includeZero' || name !== 'if');
    if (params.length !== 1) found.push(unsupported(statement, `"${name}" takes one value`));
    if (keys.length) found.push(unsupported(statement, `"${name}" has no option "${keys[0]}"`));
    if (named > (name === 'each' ? 2 : name === 'with' ? 1 : 0))
      found.push(unsupported(statement, `"${name}" gives no such name between the bars`));
    return found;
  }
  if (name !== undefined && helpers.has(name)) return [unsupported(statement, `"${name}" is not a block`)];
  if (params.length || hash) return [unknownHelper(name ?? textOf(path), statement, BLOCKS)];
  if (named) return [unsupported(statement, 'only each and with give names between bars')];
  return checkData(path, statement);
}

function checkCall(call: Mustache | SubExpression, at: Statement, helpers: ReadonlySet<string>): Found[] {
  const name = simpleName(call.path);
  const found = call.params.flatMap((param) => checkExpression(param, at, helpers));
  if (name === undefined || !helpers.has(name)) found.push(unknownHelper(name ?? textOf(call.path), at, helpers));
  else if (call.hash)
    found.push(unsupported(at, `Jink's helpers take values, not options such as ${call.hash.pairs[0]?.key}=`));
  return found;
}

function checkExpression(expression: Expression, at: Statement, helpers: ReadonlySet<string>): Found[] {
  if (expression.type === 'SubExpression') return checkCall(expression, at, helpers);
  return checkData(expression, at);
}

const LOOP_VARIABLES = ['index', 'key', 'first', 'last', 'root'];

function checkData(path: Path | Literal, at: Statement): Found[] {
  if (path.type !== 'PathExpression' || !path.data || LOOP_VARIABLES.includes(path.parts[0] ?? '')) return [];
  return [unsupported(at, `"@${path.parts.join('.')}" is not known`)];
}

function textOf(path: Path | Literal): string {
  return path.type === 'PathExpression' ? path.original : String(path.value);
}

function unsupported(node: Statement, message: string): Found {
  return { kind: 'unsupported', message, node };
}

function unknownHelper(name: string, node: Statement, candidates: Iterable<string>): Found {
  const suggestion = nearest(name, candidates);
  return { kind: 'unknown-helper', message: `there is no helper "${name}"`, ...(suggestion && { suggestion }), node };
}
