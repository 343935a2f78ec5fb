import type { Diagnostic } from '@codemirror/lint';
import type { EditorState } from '@codemirror/state';
import { children, isValue, type JsonNode, propertiesOf, rootValue, typeOf } from './json-nodes';
import { alternatives, childOf, type Schema, typeInWords } from './schema';

/** Where data do not follow their schema: missing names, other types, values that are none of those that are known. */
export function lintSchema(state: EditorState, root: Schema): Diagnostic[] {
  const value = rootValue(state);
  return value ? lintValue(value, alternatives(root, root), root, state) : [];
}

function lintValue(node: JsonNode, schemas: readonly Schema[], root: Schema, state: EditorState): Diagnostic[] {
  if (schemas.length === 0) return [];
  const fitting = schemas.filter((schema) => fitsType(node, schema, state));
  if (fitting.length === 0) return [problem(node, `Should be ${schemas.map(typeInWords).join(' or ')}.`)];
  const known = fitting.filter((schema) => fitsValue(node, schema, state));
  if (known.length === 0) return [problem(node, `Should be ${fitting.map(typeInWords).join(' or ')}.`)];
  const inside = (schema: Schema) =>
    node.name === 'Object'
      ? lintObject(node, schema, root, state)
      : node.name === 'Array'
        ? lintArray(node, schema, root, state)
        : [];
  // Of several alternatives, the one that fits best is meant.
  return known.map(inside).sort((a, b) => a.length - b.length)[0]!;
}

function lintObject(node: JsonNode, schema: Schema, root: Schema, state: EditorState): Diagnostic[] {
  const properties = propertiesOf(node, state);
  const names = new Set(properties.map(({ name }) => name));
  const missing = (schema.required ?? []).filter((name) => !names.has(name));
  const first = { from: node.from, to: node.from + 1 };
  return [
    ...missing.map((name) => problem(first, `“${name}” is missing.`)),
    ...properties.flatMap(({ name, key, value }) => {
      const child = childOf(schema, name);
      const isUnknown = child === false || (child === undefined && schema.properties !== undefined);
      if (isUnknown) return [problem(key, `The template knows no “${name}” here.`, 'info')];
      return value ? lintValue(value, alternatives(child, root), root, state) : [];
    }),
  ];
}

function lintArray(node: JsonNode, schema: Schema, root: Schema, state: EditorState): Diagnostic[] {
  return children(node)
    .filter(isValue)
    .flatMap((item, i) => lintValue(item, alternatives(childOf(schema, i), root), root, state));
}

function fitsType(node: JsonNode, { type }: Schema, state: EditorState): boolean {
  if (type === undefined) return true;
  const is = typeOf(node, state);
  return [type].flat().some((each) => each === is || (each === 'number' && is === 'integer'));
}

function fitsValue(node: JsonNode, { enum: values, const: only }: Schema, state: EditorState): boolean {
  const all = only !== undefined ? [only] : values;
  if (!all) return true;
  try {
    const value = JSON.stringify(JSON.parse(state.sliceDoc(node.from, node.to)));
    return all.some((each) => JSON.stringify(each) === value);
  } catch {
    return true; // it is told of as a mistake in the JSON
  }
}

function problem(
  { from, to }: { from: number; to: number },
  message: string,
  severity: Diagnostic['severity'] = 'warning',
): Diagnostic {
  return { from, to, severity, message, source: 'schema' };
}
