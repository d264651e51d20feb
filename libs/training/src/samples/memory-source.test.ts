import { expect, test } from 'vitest';
import { MemorySource } from './memory-source.ts';

test('samples come in the order asked for, the last batch smaller', async () => {
  const source = new MemorySource(Float32Array.from([0, 0.5, 1, 1.5, 2, 2.5]), 2);
  expect(source.count).toBe(3);
  const batches = [];
  for await (const { data, indices, count } of source.batches(Uint32Array.from([2, 0, 1]), 2))
    batches.push([[...data], [...indices], count]);
  expect(batches).toEqual([
    [[2, 2.5, 0, 0.5], [2, 0], 2],
    [[1, 1.5], [1], 1],
  ]);
});

test('bytes stay bytes', async () => {
  for await (const { data } of new MemorySource(Uint8Array.from([1, 2]), 1).batches(Uint32Array.from([1, 0]), 2)) {
    expect(data).toEqual(Uint8Array.from([2, 1]));
  }
});
