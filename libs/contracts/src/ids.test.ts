import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ID_PREFIXES, type IdKind, idKind, newId } from './ids.ts';

const kinds = Object.keys(ID_PREFIXES) as IdKind[];

test('an id tells its kind', () => {
  fc.assert(fc.property(fc.constantFrom(...kinds), (kind) => idKind(newId(kind)) === kind));
});

test('ids made later sort later, also within one millisecond', () => {
  const now = Date.now() + 60_000;
  const ids = Array.from({ length: 10_000 }, () => newId('run', now));
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test('an id holds its time in milliseconds', () => {
  const at = Date.now() + 3_600_000;
  const [first, second] = [newId('run', at), newId('run', at + 1)];
  expect(first < second).toBe(true);
});

test('what is no id of ours has no kind', () => {
  for (const text of [
    '',
    'run',
    'run_',
    'run_UPPER',
    'foo_0000000000000000000000000a',
    `run_${'0'.repeat(25)}`,
    `run_${'0'.repeat(26)}\n`,
  ])
    expect(idKind(text)).toBeUndefined();
});
