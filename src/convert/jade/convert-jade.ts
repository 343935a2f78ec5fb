import * as problems from '../../diagnostics/problems.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { isLayout, type JadeDocument, type ReadBeside, readDocument, repairHead } from './jade-document.js';
import { DEEPEST, type JadeLine, printJade, readJade } from './jade-lines.js';
import { repairSyntax, type Told } from './repair-syntax.js';
import { toJink } from './to-jink.js';

/** A template of Jink 1, as one for Jink. */
export function convertJade(
  source: string,
  file: string,
  readBeside: ReadBeside,
): { pug: string | undefined; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const lines = readJade(source);
  if (!lines) return { pug: undefined, diagnostics: [problems.nestedTooDeep({ file, line: 1, column: 1 }, DEEPEST)] };
  const tell: Told = (line, message, hint) =>
    diagnostics.push(problems.keptAsIs(message, { file, line, column: 1 }, hint));
  if (lines.length === 0)
    return { pug: undefined, diagnostics: [problems.nothingToConvert({ file, line: 1, column: 1 })] };
  const repaired = repairSyntax(lines, tell);
  const jink = (some: JadeLine[]) => toJink(some, tell);
  const told = () => diagnostics.sort((a, b) => a.place!.line - b.place!.line);
  if (isLayout(repaired)) return { pug: join([printJade(jink(repairHead(repaired)))]), diagnostics: told() };
  const document = readDocument(repaired, readBeside);
  const { before, body, blocks } = document;
  const pug = printDocument({ ...document, body: jink(body), before: jink(before), blocks: jink(blocks) });
  if (pug === '') tell(1, 'Jink brings the mixins that this file defines; nothing else is in it.');
  return { pug: pug || undefined, diagnostics: told() };
}

function printDocument({ layout, isWhole, before, title, head, body, blocks }: JadeDocument): string {
  if (!isWhole) return join([printJade(before), printJade(body)]);
  return join([
    [`extends ${layout ?? 'jink/layout'}`],
    printJade(before),
    block('subject', title),
    block('head', head),
    ...blocks.map((one) => printJade([one])),
    block('body', body),
  ]);
}

function block(name: string, lines: JadeLine[]): string[] {
  return lines.length > 0 ? [`block ${name}`, ...printJade(lines, 1)] : [];
}

function join(parts: string[][]): string {
  const lines = parts.filter((part) => part.length > 0).flatMap((part, i) => (i === 0 ? part : ['', ...part]));
  return lines.length > 0 ? `${lines.join('\n')}\n` : '';
}
