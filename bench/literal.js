/**
 * The function that a person would write by hand for a compiled template: template literals, loops and `?:`, values escaped, no word on what is missing. It is written from the template's own tags, so
 * that it builds the same string whatever the template becomes.
 */

import Handlebars from 'handlebars';
import { escapeHtml, program } from '../dist/runtime.js';

/** All parts of an email: the HTML is escaped, the rest is plain. */
export function literalFunctions({ subject, preheader, html, text }) {
  const parts = { subject, preheader, html, text };
  const write = Object.entries(parts).map(([name, part]) => [name, literalFunction(part, name === 'html')]);
  const [[, s], [, p], [, h], [, t]] = write;
  return (data) => ({ subject: s(data), preheader: p(data), html: h(data), text: t(data) });
}

function literalFunction(template, escapes) {
  let loops = 0;
  const used = new Set();

  const path = ({ data, parts, original, depth }, names) => {
    if (data && parts[0] === 'root') return ['d', ...parts.slice(1)].join('?.');
    if (data)
      return { index: `i${loops}`, first: `(i${loops} === 0)`, last: `(i${loops} === l${loops}.length - 1)` }[parts[0]];
    const named = depth === 0 && names[parts[0]];
    if (!named && depth) throw new Error(original);
    return [named || `d.${parts[0]}`, ...parts.slice(1)]
      .map((part, i) => (i === 0 ? part : `?.${/^\d/.test(part) ? `[${part}]` : part}`))
      .join('');
  };
  const call = ({ path: { original }, params }, names) => {
    const values = params.map((param) => value(param, names));
    const operator = {
      eq: '===',
      ne: '!==',
      looseEq: '==',
      looseNe: '!=',
      lt: '<',
      lte: '<=',
      gt: '>',
      gte: '>=',
      add: '+',
      and: '&&',
      or: '||',
    }[original];
    if (operator) return `(${values.join(` ${operator} `)})`;
    if (original === 'not') return `!${values[0]}`;
    if (original === 'choose') return `(${values[0]} ? ${values[1]} : ${values[2]})`;
    if (original === 'concat') return `\`${values.map((one) => `\${${one}}`).join('')}\``;
    used.add(original);
    return `${original}(${values.join(', ')})`;
  };
  const value = (expression, names) => {
    if (expression.type === 'SubExpression') return call(expression, names);
    if (expression.type === 'PathExpression') return path(expression, names);
    return JSON.stringify(expression.value ?? null);
  };
  const text = (statements, names) =>
    statements
      .map((statement) => {
        if (statement.type === 'ContentStatement') return statement.value.replace(/[\\`]|\$\{/g, '\\$&');
        if (statement.type === 'CommentStatement') return '';
        if (statement.type === 'MustacheStatement') {
          const code = statement.params.length ? call(statement, names) : value(statement.path, names);
          return `\${${statement.escaped && escapes ? `escapeHtml(${code})` : `(${code} ?? '')`}}`;
        }
        const { params, program: then, inverse } = statement;
        const body = (part, more = names) => (part ? `\`${text(part.body, more)}\`` : "''");
        const of = value(params[0], names);
        if (statement.path.original === 'if') return `\${${of} ? ${body(then)} : ${body(inverse)}}`;
        if (statement.path.original === 'unless') return `\${!${of} ? ${body(then)} : ${body(inverse)}}`;
        const n = ++loops;
        const [item = `item${n}`, index = `index${n}`] = then.blockParams ?? [];
        const inner = body(then, { ...names, [item]: `a${n}`, [index]: `i${n}` });
        return `\${each(${of} ?? [], (a${n}, i${n}, l${n}) => ${inner})}`;
      })
      .join('');
  const body = text(Handlebars.parse(template).body, {});
  const functions = [...used].map((name) => `${name} = program.${name}`);
  return new Function(
    'escapeHtml',
    'program',
    'each',
    `${functions.length ? `const ${functions.join(', ')};` : ''} return (d) => \`${body}\`;`,
  )(escapeHtml, program, each);
}

/** Faster than `map` and `join`, which make each part a string of its own. */
function each(list, write) {
  let written = '';
  for (let i = 0; i < list.length; i++) written += write(list[i], i, list);
  return written;
}
