import { AppError } from '@sagittal/contracts';
import { GraphQLError } from 'graphql';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { formatError } from './format-error.ts';

const wrap = (originalError: Error) => new GraphQLError('wrapped', { originalError });
const silent = () => undefined;

test('an AppError keeps all it says', () => {
  const error = new AppError('NAME_TAKEN', { message: 'Taken.', field: 'name', item: 'x', hint: 'Choose.' });
  expect(formatError(wrap(wrap(error)), silent)).toEqual({
    message: 'Taken.',
    extensions: { code: 'NAME_TAKEN', field: 'name', item: 'x', hint: 'Choose.' },
  });
});

test('what a schema refused names the field', () => {
  const { error } = z.object({ a: z.object({ b: z.number() }) }).safeParse({ a: { b: 'x' } });
  expect(formatError(wrap(error ?? new Error()), silent).extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'a.b' });
});

test('a query that does not fit the schema is INVALID_INPUT in its own words', () => {
  expect(formatError(new GraphQLError('Cannot query field "x" on type "Query".'), silent)).toMatchObject({
    message: 'Cannot query field "x" on type "Query".',
    extensions: { code: 'INVALID_INPUT' },
  });
});

test('the unexpected is logged under a number, and nothing of it is told', () => {
  const log = vi.fn();
  const bug = new Error('password is hunter2');
  const told = formatError(wrap(bug), log);
  expect(told.extensions?.['code']).toBe('INTERNAL');
  expect(JSON.stringify(told)).not.toMatch(/hunter2|stack|\.ts/);
  expect(log).toHaveBeenCalledWith(`internal error ${String(told.extensions?.['item'])}`, bug);
});

test('a full disk is told as such', () => {
  expect(formatError(wrap(Object.assign(new Error('write'), { code: 'ENOSPC' })), silent).extensions).toMatchObject({
    code: 'DISK_FULL',
  });
});
