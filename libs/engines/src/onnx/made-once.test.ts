import { expect, it } from 'vitest';
import { MadeOnce } from './made-once.ts';

it('makes once per key, forgets what failed, and hands all out at the end', async () => {
  const made: string[] = [];
  let broken = true;
  const store = new MadeOnce(async (key) => {
    made.push(key);
    await Promise.resolve();
    if (key === 'b' && broken) throw new Error('not now');
    return key.toUpperCase();
  });
  expect(await Promise.all([store.get('a'), store.get('a')])).toEqual(['A', 'A']);
  await expect(store.get('b')).rejects.toThrow('not now');
  broken = false;
  expect(await store.get('b')).toBe('B');
  expect(made).toEqual(['a', 'b', 'b']);
  expect(await store.drain()).toEqual(['A', 'B']);
  expect(await store.drain()).toEqual([]);
});
