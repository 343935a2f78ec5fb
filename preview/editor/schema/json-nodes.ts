import { ensureSyntaxTree, type syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';

type Node = ReturnType<typeof syntaxTree>['topNode'];
export type JsonNode = Node;

export type Path = (string | number)[];

const VALUES = new Set(['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null']);

/** How long all of the text may take to be read, in ms; what is half read lacks things that are there. */
const PATIENCE = 500;

export function rootValue(state: EditorState): JsonNode | undefined {
  const tree = ensureSyntaxTree(state, state.doc.length, PATIENCE);
  return tree ? children(tree.topNode).find(isValue) : undefined;
}

export function isValue(node: JsonNode): boolean {
  return VALUES.has(node.name);
}

export function children(node: JsonNode): JsonNode[] {
  const all: JsonNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) all.push(child);
  return all;
}

/** Name and value of each property; the value is missing while it is being typed. */
export function propertiesOf(node: JsonNode, state: EditorState): { name: string; key: JsonNode; value?: JsonNode }[] {
  return children(node)
    .filter(({ name }) => name === 'Property')
    .flatMap((property) => {
      const parts = children(property);
      const key = parts.find(({ name }) => name === 'PropertyName');
      const value = parts.find(isValue);
      return key ? [{ name: textOf(key, state), key, ...(value && { value }) }] : [];
    });
}

/** Where a node stands in the data. */
export function pathTo(node: JsonNode, state: EditorState): Path {
  const path: Path = [];
  for (let here = node; here.parent; here = here.parent) {
    if (here.name === 'Property') path.unshift(textOf(children(here)[0]!, state));
    else if (here.parent.name === 'Array')
      path.unshift(
        children(here.parent)
          .filter(isValue)
          .findIndex((each) => each.from === here.from),
      );
  }
  return path;
}

/** What a text in JSON says. */
export function textOf(node: JsonNode, state: EditorState): string {
  const written = state.sliceDoc(node.from, node.to);
  try {
    return String(JSON.parse(written));
  } catch {
    return written.replace(/^"|"$/g, '');
  }
}

export function typeOf(node: JsonNode, state: EditorState): string {
  if (node.name === 'Number') return /^-?\d+$/.test(state.sliceDoc(node.from, node.to)) ? 'integer' : 'number';
  return { Object: 'object', Array: 'array', String: 'string', True: 'boolean', False: 'boolean', Null: 'null' }[
    node.name
  ] as string;
}
