import { expect, test } from 'vitest';
import { inferType } from '../../dist/project/data-types.js';
import { schemaOfType } from '../../dist/project/json-schema.js';
import { prepareSchema } from '../../dist/project/schema.js';
import { typeOfSchema } from '../../dist/project/schema-type.js';

const SCENARIOS: object[][] = [
  [{ name: 'Ada', count: 1, late: false, nothing: null, tags: ['a'], none: [] }],
  [{ a: 1 }, { a: 'one', b: { c: [{ d: 1 }, { d: 2, e: null }] } }],
  [{ list: [1, 'two', null, { three: 3 }] }],
  [{}],
];

test.each(SCENARIOS.map((scenarios) => [scenarios]))(
  'the schema of %j holds for all of it, and says the same',
  (scenarios) => {
    const type = inferType(scenarios as Record<string, unknown>[]);
    const schema = schemaOfType(type);
    const { validate } = prepareSchema(schema);
    for (const data of scenarios) expect(validate(data)).toEqual([]);
    expect(typeOfSchema(schema)).toEqual(type);
  },
);

test('what a schema says beyond the sample comes back', () => {
  const schema = {
    type: 'object',
    properties: {
      kind: { type: 'string', enum: ['good', 'bad'], description: 'How it went' },
      notes: { type: 'object', properties: {}, additionalProperties: { type: 'string' } },
      either: { anyOf: [{ type: 'string', enum: ['x'] }, { type: 'number' }] },
    },
    required: ['kind'],
  };
  expect(schemaOfType(typeOfSchema(schema))).toEqual(schema);
});
