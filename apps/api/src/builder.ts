import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import PrismaPlugin from '@pothos/plugin-prisma';
import { AppError } from '@sagittal/contracts';
import { getDatamodel, type PrismaTypes } from '@sagittal/prisma';
import { DateTimeResolver, JSONResolver } from 'graphql-scalars';
import type { Context } from './context.ts';
import type { SchemaObjects } from './schema-objects.ts';
import type { JsonInput } from './json-columns.ts';
import { SafeIntResolver } from './safe-int.ts';

/**
 * What a query may ask for. Cost counts fields times the length of the lists they stand in; the limit lets a notebook take
 * 1,000 runs with their evaluations and class metrics in one query, and refuses lists of lists of lists.
 */
const LIMITS = { depth: 15, breadth: 2_000, complexity: 1_000_000 } as const;

/** The builder that every module adds its types to. A function, so that importing a module changes nothing. */
export function createBuilder() {
  const builder = new SchemaBuilder<{
    DefaultFieldNullability: false;
    PrismaTypes: PrismaTypes;
    Context: Context;
    Objects: SchemaObjects;
    Interfaces: { Node: { readonly id: string } };
    Scalars: {
      ID: { Input: string; Output: string };
      DateTime: { Input: Date; Output: Date };
      JSON: { Input: JsonInput; Output: unknown };
      SafeInt: { Input: number; Output: number | bigint };
    };
  }>({
    plugins: [PrismaPlugin, ComplexityPlugin],
    defaultFieldNullability: false,
    prisma: { client: (context) => context.prisma, dmmf: getDatamodel() },
    complexity: {
      limit: LIMITS,
      complexityError: (kind, { depth, breadth, complexity }) =>
        new AppError('QUERY_TOO_COMPLEX', {
          message: `The query is too large: its ${kind.toLowerCase()} is above the limit (depth ${String(depth)} of ${String(LIMITS.depth)}, fields ${String(breadth)} of ${String(LIMITS.breadth)}, cost ${String(complexity)} of ${String(LIMITS.complexity)}).`,
          hint: 'Ask for fewer fields, a smaller `first`, or fewer lists inside lists, and page on with `after`.',
        }),
    },
  });
  builder.addScalarType('DateTime', DateTimeResolver, { description: 'A moment, ISO 8601 in UTC.' });
  builder.addScalarType('JSON', JSONResolver, { description: 'Any JSON value.' });
  builder.addScalarType('SafeInt', SafeIntResolver, {});
  return builder;
}

export type Builder = ReturnType<typeof createBuilder>;
