import { expect, test } from 'vitest';
import { patchedSearch, toSearchParams } from './url.ts';

test('what a page is given reads as a search', () => {
  expect(toSearchParams({ a: '1', b: ['2', '3'], c: undefined }).toString()).toBe('a=1&b=2&b=3');
});

test('a patch changes its own parameters alone', () => {
  const params = new URLSearchParams('a=1&after=x&after=y');
  expect(patchedSearch(params, { a: '2' })).toBe('?after=x&after=y&a=2');
  expect(patchedSearch(params, { a: null, after: [] })).toBe('');
  expect(patchedSearch(params, { after: ['x'] })).toBe('?a=1&after=x');
});
