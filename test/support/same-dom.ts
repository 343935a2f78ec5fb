import { type AnyNode, isComment, isTag, isText } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import { decodeEntities } from '../../dist/document/decode-entities.js';

/**
 * The body of an email as text that is the same for the same DOM: attributes decoded and sorted, classes and
 * declarations as sets, white space as one blank.
 */
export function domOf(html: string, change: Change = (_, value) => value): string {
  const body = /<body[^>]*>[\s\S]*<\/body>/.exec(html)?.[0] ?? html;
  return print(parseDocument(body, { decodeEntities: false }).children, 0, change);
}

/** Changes the value of an attribute before it is looked at. */
type Change = (name: string, value: string) => string;

function print(nodes: readonly AnyNode[], depth: number, change: Change): string {
  let text = '';
  let line = '';
  const indent = '  '.repeat(depth);
  const endLine = () => {
    const words = decodeEntities(line)
      .replace(/[ \t\r\n\f]+/g, ' ')
      .trim();
    if (words) text += `${indent}${JSON.stringify(words)}\n`;
    line = '';
  };
  for (const node of nodes) {
    if (isText(node)) {
      line += node.data;
      continue;
    }
    endLine();
    if (isComment(node))
      text += `${indent}<!--\n${print(parseDocument(node.data, { decodeEntities: false }).children, depth + 1, change)}`;
    if (isTag(node))
      text += `${indent}<${[node.name, ...attributesOf(node.attribs, change)].join(' ')}>\n${print(node.children, depth + 1, change)}`;
  }
  endLine();
  return text;
}

function attributesOf(attributes: Record<string, string>, change: Change): string[] {
  return Object.entries(attributes)
    .map(([name, value]) => [name, attributeValue(name, change(name, decodeEntities(value)))] as const)
    .filter(([name, value]) => value !== '' || !/^(class|style)$/.test(name))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .sort();
}

function attributeValue(name: string, value: string): string {
  if (name === 'class') return [...new Set(value.split(/\s+/).filter(Boolean))].sort().join(' ');
  if (name !== 'style') return value;
  const declarations = value.split(';').map((declaration) => declaration.replace(/\s*:\s*/, ':').trim());
  return [...new Set(declarations.filter(Boolean))].sort().join(';');
}
