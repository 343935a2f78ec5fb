/** What is known about a template's data before there is any: from its scenarios, or from its JSON Schema. */
export type DataType = PlainType | ListType | ObjectType | UnionType;

/** `unknown` is anything: the items of a list that is empty in every scenario, or what a schema leaves open. */
export interface PlainType {
  kind: 'string' | 'number' | 'boolean' | 'null' | 'unknown';
  /** The only values there are, where a schema names them. */
  values?: readonly (string | number | boolean)[];
}

export interface ListType {
  kind: 'list';
  items: DataType;
}

export interface ObjectType {
  kind: 'object';
  fields: ReadonlyMap<string, Field>;
  /** What every other field holds, where a schema allows others: an object used as a map. */
  others?: DataType;
}

/** Types of different kinds; never a union in a union. */
export interface UnionType {
  kind: 'union';
  of: readonly Exclude<DataType, UnionType>[];
}

export interface Field {
  type: DataType;
  /** May be left out. */
  optional: boolean;
  description?: string;
}

/** A name, an item's number, or `[]` for any item. */
export type PathStep = string | number;

/** What stands at a path. */
export interface TypeAtPath {
  type: DataType;
  /** It, or something on the way to it, may be left out or null. */
  optional: boolean;
  /** The value itself may be null. */
  nullable: boolean;
}

/**
 * The type at a path such as `['agents', '[]', 'name']`; undefined when no data has such a path. `length` of lists and
 * texts is known.
 */
export function typeAt(type: DataType, path: readonly PathStep[]): TypeAtPath | undefined {
  let here: TypeAtPath = { type, optional: false, nullable: isNullable(type) };
  for (const step of path) {
    const found = stepsInto(here.type, step);
    const known = found.filter((field) => field !== undefined);
    if (known.length === 0) return undefined;
    const next = unite(known.map((field) => field.type));
    const optional =
      here.optional || here.nullable || known.length < found.length || known.some((field) => field.optional);
    here = { type: next, optional, nullable: isNullable(next) };
  }
  return here;
}

/** The named fields of an object, or of the objects in a union; empty for anything else. */
export function fieldsOf(type: DataType): ReadonlyMap<string, Field> {
  const names = new Set(
    membersOf(type).flatMap((member) => (member.kind === 'object' ? [...member.fields.keys()] : [])),
  );
  return new Map(
    [...names].map((name) => {
      const { type: found, optional } = typeAt(type, [name])!;
      return [name, { type: found, optional }];
    }),
  );
}

/** The types that a value can have: one, or those of the union. */
export function membersOf(type: DataType): readonly Exclude<DataType, UnionType>[] {
  return type.kind === 'union' ? type.of : [type];
}

export function isNullable(type: DataType): boolean {
  return membersOf(type).some(({ kind }) => kind === 'null');
}

/** One type for values of any of these; objects are merged field by field, lists item by item. */
export function unite(types: readonly DataType[]): DataType {
  const [first] = types;
  if (types.length === 1 && first) return first;
  const members = types.flatMap(membersOf);
  if (members.some(({ kind }) => kind === 'unknown')) return { kind: 'unknown' };
  const united: Exclude<DataType, UnionType>[] = [];
  const objects = members.filter((member) => member.kind === 'object');
  const lists = members.filter((member) => member.kind === 'list');
  if (objects.length) united.push(uniteObjects(objects));
  if (lists.length) united.push({ kind: 'list', items: uniteItems(lists) });
  for (const kind of ['string', 'number', 'boolean', 'null'] as const) {
    const plain = members.filter((member): member is PlainType => member.kind === kind);
    if (plain.length) united.push(unitePlain(kind, plain));
  }
  return united.length === 1 ? united[0]! : { kind: 'union', of: united };
}

/** A list that is empty in one scenario has the items of another. */
function uniteItems(lists: readonly ListType[]): DataType {
  const known = lists.map(({ items }) => items).filter(({ kind }) => kind !== 'unknown');
  return known.length ? unite(known) : { kind: 'unknown' };
}

function uniteObjects(objects: readonly ObjectType[]): ObjectType {
  if (objects.length === 1) return objects[0]!;
  const names = new Set(objects.flatMap(({ fields }) => [...fields.keys()]));
  const fields = new Map<string, Field>();
  for (const name of names) {
    const found = objects.map((object) => object.fields.get(name));
    const known = found.filter((field) => field !== undefined);
    const description = known.find((field) => field.description)?.description;
    const optional = known.length < found.length || known.some((field) => field.optional);
    fields.set(name, { type: unite(known.map(({ type }) => type)), optional, ...(description && { description }) });
  }
  const others = objects.flatMap((object) => object.others ?? []);
  return { kind: 'object', fields, ...(others.length && { others: unite(others) }) };
}

function unitePlain(kind: PlainType['kind'], types: readonly PlainType[]): PlainType {
  if (types.some(({ values }) => !values)) return { kind };
  return { kind, values: [...new Set(types.flatMap(({ values }) => values!))] };
}

/** One step into each member; undefined for those that have nothing there. Null has nothing, and counts as such. */
function stepsInto(type: DataType, step: PathStep): (Field | undefined)[] {
  return membersOf(type).map((member): Field | undefined => {
    if (member.kind === 'unknown') return { type: member, optional: false };
    if ((member.kind === 'list' || member.kind === 'string') && step === 'length')
      return { type: { kind: 'number' }, optional: false };
    if (member.kind === 'list')
      return step === '[]' || /^\d+$/.test(String(step)) ? { type: member.items, optional: false } : undefined;
    if (member.kind !== 'object') return undefined;
    const field = member.fields.get(String(step));
    return field ?? (member.others && { type: member.others, optional: true });
  });
}
