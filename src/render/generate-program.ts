import { checkHandlebars, type TagProblem } from './check-tags.js';
import { generateFunction } from './generate.js';
import type { Needs } from './generate-value.js';
import { BUILT_IN_NAMES, OPERATOR_NAMES } from './known-names.js';
import { parseTemplate } from './parse.js';
import { program } from './program.js';

/** The four parts of an email as Handlebars templates. */
export interface Parts {
  subject: string;
  preheader: string;
  html: string;
  text: string;
}

export const PARTS = ['subject', 'preheader', 'html', 'text'] as const;

export interface GeneratedProgram {
  /** Functions `subject`, `preheader`, `html` and `text`, and `fill(data, helpers)`, which gives the email. */
  code: string;
  /** Names of the run-time functions it calls. */
  functions: string[];
  /** Names of Jink's formatting helpers that it calls. */
  helpers: string[];
  /** Names of the project's helpers that it calls. */
  ownHelpers: string[];
}

/** Every name that a tag may call. */
export function knownNames(ownHelpers: Iterable<string>): ReadonlySet<string> {
  return new Set([...OPERATOR_NAMES, ...BUILT_IN_NAMES, ...ownHelpers]);
}

/** What in the parts cannot be rendered, part by part. */
export function checkParts(parts: Parts, ownHelpers: Iterable<string>): (TagProblem & { part: keyof Parts })[] {
  const known = knownNames(ownHelpers);
  return PARTS.flatMap((part) => checkHandlebars(parts[part], known).map((problem) => ({ ...problem, part })));
}

/**
 * The program that fills in the parts of an email. They have been checked: a tag that cannot be rendered is a bug here.
 * @param ownHelpers names of the project's helpers
 */
export function generateProgram(parts: Parts, ownHelpers: Iterable<string>): GeneratedProgram {
  const own = new Set(ownHelpers);
  const needs: Needs = { helpers: knownNames(own), own, used: new Set() };
  const functions = PARTS.map((part) => generateFunction(part, treeOf(parts[part]), part === 'html', needs));
  const fill = [
    'function fill(d, u) {',
    'const m = [];',
    `return finishEmail({ ${PARTS.map((part) => `${part}: ${part}(d, m, u)`).join(', ')} }, m);`,
    '}',
  ];
  const code = [...functions, fill.join('\n')].join('\n');
  return {
    code,
    functions: Object.keys(program).filter((name) => new RegExp(`\\b${name}\\(`).test(code)),
    helpers: [...needs.used].filter((name) => !own.has(name)).sort(),
    ownHelpers: [...needs.used].filter((name) => own.has(name)).sort(),
  };
}

function treeOf(text: string) {
  if (text.includes('{{')) return parseTemplate(text);
  const loc = { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } };
  return { type: 'Program' as const, body: [{ type: 'ContentStatement' as const, value: text, loc }] };
}
