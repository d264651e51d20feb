import { expect, test } from 'vitest';
import { added, hidden, moved } from './arrange.ts';
import { type RunColumn, columnName } from './columns.ts';

const status: RunColumn = { kind: 'field', field: 'status' };
const batch: RunColumn = { kind: 'recipe', path: 'batch' };
const time: RunColumn = { kind: 'field', field: 'time' };
const names = (columns: readonly RunColumn[]): string[] => columns.map(columnName);

test('a column is added once, hidden, and moved by one place', () => {
  expect(names(added(batch)([status]))).toEqual(['status', 'recipe.batch']);
  expect(names(added(batch)([batch]))).toEqual(['recipe.batch']);
  expect(names(hidden(batch)([status, batch]))).toEqual(['status']);
  expect(names(hidden(batch)([batch]))).toEqual(['recipe.batch']);
  expect(names(moved(time, -1)([status, batch, time]))).toEqual(['status', 'time', 'recipe.batch']);
  expect(names(moved(time, 1)([status, batch, time]))).toEqual(['status', 'recipe.batch', 'time']);
  expect(names(moved(time, 1)([status]))).toEqual(['status']);
});
