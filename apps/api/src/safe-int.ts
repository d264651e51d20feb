import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

function toSafeInt(value: unknown): number {
  const number = typeof value === 'bigint' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number))
    throw new GraphQLError(`SafeInt is a whole number up to 2^53 - 1, not ${String(value)}.`);
  return number;
}

export const SafeIntResolver = new GraphQLScalarType<number, number>({
  name: 'SafeInt',
  description: 'An integer up to 2^53 - 1: bytes, sequence numbers.',
  serialize: toSafeInt,
  parseValue: toSafeInt,
  parseLiteral: (node) => {
    if (node.kind !== Kind.INT) throw new GraphQLError('SafeInt is a whole number.', { nodes: node });
    return toSafeInt(Number(node.value));
  },
});
