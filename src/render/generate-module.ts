import type { DataType } from '../model/data-type.js';
import { generateProgram, type Parts } from './generate-program.js';
import type { Region } from './helpers/index.js';
import { printObject, printType } from './print-type.js';

export interface ModuleSource extends Region {
  /** `billing/receipt` */
  name: string;
  /** The template's own file, for the comment at the head. */
  file: string;
  parts: Parts;
  dataType: DataType;
  /** Names of the project's helpers. */
  ownHelpers: readonly string[];
}

/**
 * The JavaScript module that fills in a template, and its types. It imports `jink/runtime` and nothing else; helpers
 * of the project's that the template calls are given to its `render`.
 */
export function generateModule(source: ModuleSource): { code: string; types: string } {
  const { name, file, parts, dataType, ownHelpers, locale, timeZone } = source;
  const program = generateProgram(parts, ownHelpers);
  const own = program.ownHelpers;
  const head = `// Made by Jink from ${file}: change that file and build again.`;
  const imported = program.helpers.length ? 'createHelpers, program' : 'program';
  const functions = own.length ? [...program.functions, 'ownHelpers'] : program.functions;
  const code = [
    head,
    `import { ${imported} } from "jink/runtime";`,
    '',
    `const { ${functions.join(', ')} } = program;`,
    ...(program.helpers.length ? [`const h = createHelpers(${JSON.stringify({ locale, timeZone })});`] : []),
    '',
    program.code,
    '',
    ...(own.length
      ? [
          'export function render(data, options) {',
          `  return fill(data, ownHelpers(options, ${JSON.stringify(own)}));`,
          '}',
        ]
      : ['export function render(data) {', '  return fill(data);', '}']),
    '',
  ].join('\n');
  return { code, types: printTypes(head, typeName(name), dataType, file, own) };
}

function printTypes(head: string, type: string, dataType: DataType, file: string, own: readonly string[]): string {
  const comment = `/** The data of ${file}. */`;
  const declared =
    dataType.kind === 'object'
      ? `export interface ${type} ${printObject(dataType)}`
      : `export type ${type} = ${printType(dataType)};`;
  const helper = own.map((name) => `    ${JSON.stringify(name)}(...values: any[]): unknown;`).join('\n');
  const options = own.length ? `, options: {\n  helpers: {\n${helper}\n  };\n}` : '';
  return [
    head,
    'import type { Email } from "jink/runtime";',
    '',
    comment,
    declared,
    '',
    '/**',
    ' * Fills in the data.',
    ' * @throws {MissingDataError} of `jink/runtime`, listing every path that the email shows and the data lacks',
    ' */',
    `export declare function render(data: ${type}${options}): Email;`,
    '',
  ].join('\n');
}

/** `billing/receipt` is `BillingReceipt`; the name `Email` is taken. */
export function typeName(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^\p{L}/u.test(joined) && joined !== 'Email'
    ? joined
    : `${joined === 'Email' ? '' : 'Template'}${joined}${joined === 'Email' ? 'Data' : ''}`;
}
