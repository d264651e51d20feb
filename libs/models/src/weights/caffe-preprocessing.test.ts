import { expect, it } from 'vitest';
import { fromBlueGreenRed } from './caffe-preprocessing.ts';

const kernel = { shape: [1, 2, 3, 2], data: Float32Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) };
const bias = { shape: [2], data: Float32Array.from([0.5, -0.5]) };

it('turns the input channels of the first kernel round, and leaves everything else', () => {
  const source = new Map([
    ['first/kernel', kernel],
    ['first/bias', bias],
  ]);
  const mapped = fromBlueGreenRed(source, 'first/kernel');
  expect([...(mapped.get('first/kernel')?.data ?? [])]).toEqual([5, 6, 3, 4, 1, 2, 11, 12, 9, 10, 7, 8]);
  expect(mapped.get('first/kernel')?.shape).toEqual([1, 2, 3, 2]);
  expect(mapped.get('first/bias')).toBe(bias);
  expect(fromBlueGreenRed(mapped, 'first/kernel')).toEqual(source);
});

it('says which kernel is missing, or is none over colours', () => {
  expect(() => fromBlueGreenRed(new Map(), 'first/kernel')).toThrow(/first\/kernel/);
  expect(() => fromBlueGreenRed(new Map([['first/kernel', bias]]), 'first/kernel')).toThrow(/three channels/);
});
