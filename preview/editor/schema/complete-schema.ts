import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import { type JsonNode, pathTo, propertiesOf } from './json-nodes';
import { alternatives, type Schema, schemasAt, typeInWords } from './schema';

/** Names that an object may still get, and values that a name may have. */
export function completeSchema(context: CompletionContext, root: Schema): CompletionResult | null {
  const { state, pos } = context;
  const node = syntaxTree(state).resolveInner(pos, -1);
  const word = context.matchBefore(/"?[\w-]*/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const object = objectOfKey(node);
  if (object) return { from: word.from, to: endOf(node, pos), options: names(object, node, root, context) };
  const owner = valueOwner(node);
  if (!owner) return null;
  const options = schemasAt(root, pathTo(owner, state)).flatMap(valuesOf);
  return options.length ? { from: word.from, to: endOf(node, pos), options } : null;
}

function names(object: JsonNode, typed: JsonNode, root: Schema, { state }: CompletionContext): Completion[] {
  const taken = new Set(
    propertiesOf(object, state)
      .filter(({ key }) => key.from !== typed.from)
      .map(({ name }) => name),
  );
  const hasColon = typed.name === 'PropertyName' && /^\s*:/.test(state.sliceDoc(typed.to, typed.to + 20));
  return schemasAt(root, pathTo(object, state)).flatMap(({ properties = {}, required = [] }) =>
    Object.entries(properties)
      .filter(([name]) => !taken.has(name))
      .map(([name, written]): Completion => {
        const [schema = {}] = alternatives(written, root);
        const quoted = JSON.stringify(name);
        return {
          label: quoted,
          apply: hasColon ? quoted : `${quoted}: ${emptyValue(schema)}`,
          detail: typeInWords(schema),
          ...((written.description ?? schema.description) && { info: written.description ?? schema.description! }),
          type: 'property',
          boost: required.includes(name) ? 1 : 0,
        };
      }),
  );
}

/** What is written in a place where nothing but the type is known. */
function emptyValue({ type, enum: values, const: only }: Schema): string {
  if (only !== undefined) return JSON.stringify(only);
  if (values?.length) return JSON.stringify(values[0]);
  return (
    { string: '""', object: '{}', array: '[]', number: '0', integer: '0', boolean: 'false' }[[type].flat()[0] ?? ''] ??
    'null'
  );
}

function valuesOf({ enum: values, const: only, type, examples = [] }: Schema): Completion[] {
  const types = [type].flat();
  const all =
    only !== undefined
      ? [only]
      : (values ?? [
          ...(types.includes('boolean') ? [true, false] : []),
          ...(types.includes('null') ? [null] : []),
          ...examples,
        ]);
  return all.map((value) => ({ label: JSON.stringify(value), type: 'constant' }));
}

/** The object in which a name is being typed; undefined where a value is. */
function objectOfKey(node: JsonNode): JsonNode | undefined {
  if (node.name === 'PropertyName') return node.parent?.parent ?? undefined;
  if (node.name === 'Object' || node.name === '{') return node.name === '{' ? (node.parent ?? undefined) : node;
  // Half a name, or a text without a colon yet.
  const isBroken = node.name === '⚠' || node.type.isError;
  if (isBroken && node.parent?.name === 'Object') return node.parent;
  return undefined;
}

/** The node whose place in the data a value is being typed for. */
function valueOwner(node: JsonNode): JsonNode | undefined {
  for (let here: JsonNode | null = node; here; here = here.parent)
    if (here.name === 'Property' || here.parent?.name === 'Array') return here;
  return undefined;
}

function endOf(node: JsonNode, pos: number): number {
  return ['PropertyName', 'String', 'True', 'False', 'Null'].includes(node.name) ? Math.max(node.to, pos) : pos;
}
