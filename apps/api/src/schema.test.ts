import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  buildSchema as parseSchema,
  GraphQLObjectType,
  isInterfaceType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { expect, test } from 'vitest';
import { buildSchema } from './schema.ts';
import { schemaCoverage, undescribed } from './schema-coverage.ts';

const served = buildSchema();
const read = (name: string) => readFileSync(path.join(import.meta.dirname, '..', name), 'utf8');

test('nothing contradicts the core schema', () => {
  const coverage = schemaCoverage(parseSchema(read('schema-core.graphql')), served);
  expect(coverage.contradictions).toEqual([]);
  expect(coverage.served / coverage.total).toBeGreaterThan(0.85);
});

test('every type, field, argument and value has a description', () => {
  expect(undescribed(served)).toEqual([]);
});

test('the committed schema is the one that is served', () => {
  expect(read('schema.graphql')).toBe(`${printSchema(lexicographicSortSchema(served))}\n`);
});

test('every object that has an id of its own is a Node but for people who ask and trainers', () => {
  const withId = Object.values(served.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && 'id' in type.getFields(),
  );
  expect(withId.filter((type) => !type.getInterfaces().some(isInterfaceType)).map(({ name }) => name)).toEqual([
    'Trainer',
    'Viewer',
  ]);
});

test('coverage tells what is missing and what is otherwise', () => {
  const core = parseSchema('enum E { A B } type Query { a(x: Int, y: Int = 1): Int! b: Int c: [E!]! } type T { z: Int }');
  const other = parseSchema('enum E { A } type Query { a(x: Int!, y: Int = 2, w: Int!): Int c: [E!]! d: Int }');
  expect(schemaCoverage(core, other)).toEqual({
    total: 8,
    served: 5,
    missing: ['E.B', 'Query.b', 'T.z'],
    contradictions: [
      'Query.a is Int, not Int!.',
      'Query.a:x is Int!, not Int.',
      "Query.a:y's default is 2, not 1.",
      'Query.a:w has to be given, which the core schema does not say.',
    ],
  });
});
