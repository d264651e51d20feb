import { expect, test, vi } from 'vitest';
import { closable, orClose } from './stream.ts';

async function* two(failing = false): AsyncGenerator<number, void> {
  yield await Promise.resolve(1);
  if (failing) throw new Error('away');
  yield 2;
}

test('a stream that is read to its end closes what it waited for', async () => {
  const close = vi.fn();
  const seen: number[] = [];
  for await (const value of closable(two(), close)) {
    expect(close).not.toHaveBeenCalled();
    seen.push(value);
  }
  expect(seen).toEqual([1, 2]);
  expect(close).toHaveBeenCalled();
});

test('so does one that fails, and one that is left', async () => {
  const close = vi.fn();
  const failing = closable(two(true), close);
  await failing.next();
  await expect(failing.next()).rejects.toThrow('away');
  expect(close).toHaveBeenCalledTimes(1);
  await closable(two(), close).return?.();
  expect(close).toHaveBeenCalledTimes(2);
});

test('a first look that fails closes, one that succeeds does not', async () => {
  const close = vi.fn();
  expect(await orClose(close, () => Promise.resolve(3))).toBe(3);
  expect(close).not.toHaveBeenCalled();
  await expect(orClose(close, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(close).toHaveBeenCalledTimes(1);
});
