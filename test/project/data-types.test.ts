import { describe, expect, test } from 'vitest';
import { type DataType, fieldsOf, typeAt } from '../../dist/model/data-type.js';
import { inferType } from '../../dist/project/data-types.js';
import { typeOfSchema } from '../../dist/project/schema-type.js';

function at(type: DataType, ...path: (string | number)[]): string {
  const found = typeAt(type, path);
  if (!found) return 'nothing';
  const kinds = found.type.kind === 'union' ? found.type.of.map(({ kind }) => kind) : [found.type.kind];
  return `${kinds.join('|')}${found.optional ? ' optional' : ''}${found.nullable ? ' nullable' : ''}`;
}

describe('types from scenarios', () => {
  const type = inferType([
    { team: 'A', agents: [{ name: 'Ada', late: 1 }, { name: 'Bo' }], busiest: null, empty: [], tags: ['a', 1] },
    { team: 'B', agents: [], busiest: { quote: 'So' }, note: 'n', empty: [], tags: [] },
  ]);

  test('values, lists and objects are found at their paths', () => {
    expect(at(type, 'team')).toBe('string');
    expect(at(type, 'agents')).toBe('list');
    expect(at(type, 'agents', '[]', 'name')).toBe('string');
    expect(at(type, 'agents', 3, 'name')).toBe('string');
    expect(at(type, 'agents', '3', 'name')).toBe('string');
    expect(at(type, 'tags', 0)).toBe('string|number');
    expect(at(type, 'agents', 'length')).toBe('number');
    expect(at(type, 'team', 'length')).toBe('number');
  });

  test('what one scenario or item lacks is optional', () => {
    expect(at(type, 'note')).toBe('string optional');
    expect(at(type, 'agents', 0, 'late')).toBe('number optional');
  });

  test('null makes a value nullable, and what is below it optional', () => {
    expect(at(type, 'busiest')).toBe('object|null nullable');
    expect(at(type, 'busiest', 'quote')).toBe('string optional');
  });

  test('nothing is known of the items of a list that is always empty', () => {
    expect(at(type, 'empty', 0, 'anything', 'below')).toBe('unknown');
  });

  test('a path that no data has is none', () => {
    expect(at(type, 'agnets')).toBe('nothing');
    expect(at(type, 'agents', 'name')).toBe('nothing');
    expect(at(type, 'team', 'constructor')).toBe('nothing');
    expect(at(type, 'constructor')).toBe('nothing');
  });

  test('fields are listed', () => {
    expect([...fieldsOf(type).keys()]).toEqual(['team', 'agents', 'busiest', 'empty', 'tags', 'note']);
    expect([...fieldsOf(typeAt(type, ['busiest'])!.type).keys()]).toEqual(['quote']);
    expect(fieldsOf({ kind: 'string' }).size).toBe(0);
  });
});

describe('types from a JSON Schema', () => {
  const type = typeOfSchema({
    type: 'object',
    required: ['team', 'agents'],
    properties: {
      team: { type: 'string', description: 'Its name' },
      agents: { type: 'array', items: { $ref: '#/$defs/agent' } },
      level: { enum: ['good', 'poor', null] },
      busiest: { anyOf: [{ $ref: '#/$defs/agent' }, { type: 'null' }] },
      both: { allOf: [{ $ref: '#/$defs/agent' }, { properties: { extra: { type: 'number' } }, required: ['extra'] }] },
      pair: { type: ['integer', 'null'] },
      byName: { type: 'object', additionalProperties: { type: 'number' } },
      open: {},
      tree: { $ref: '#/$defs/tree' },
    },
    $defs: {
      agent: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string' }, late: { type: 'boolean' } },
      },
      tree: { type: 'object', properties: { below: { type: 'array', items: { $ref: '#/$defs/tree' } } } },
    },
  });

  test.each([
    [['team'], 'string'],
    [['agents', '[]', 'name'], 'string'],
    [['agents', '[]', 'late'], 'boolean optional'],
    [['level'], 'string|null optional nullable'],
    [['busiest'], 'object|null optional nullable'],
    [['both', 'name'], 'string optional'],
    [['both', 'extra'], 'number optional'],
    [['pair'], 'number|null optional nullable'],
    [['byName', 'Ada'], 'number optional'],
    [['open', 'any', 'thing'], 'unknown optional'],
    [['tree', 'below', 0], 'unknown optional'],
    [['nothing'], 'nothing'],
    [['agents', 0, 'nmae'], 'nothing'],
  ])('%j', (path, expected) => {
    expect(at(type, ...path)).toBe(expected);
  });

  test('descriptions and the values of an enumeration are kept', () => {
    if (type.kind !== 'object') throw new Error(type.kind);
    expect(type.fields.get('team')).toEqual({ type: { kind: 'string' }, optional: false, description: 'Its name' });
    const level = type.fields.get('level')!.type;
    expect(level).toEqual({
      kind: 'union',
      of: [{ kind: 'string', values: ['good', 'poor'] }, { kind: 'null' }],
    });
  });
});
