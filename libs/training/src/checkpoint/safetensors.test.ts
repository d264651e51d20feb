import { expect, test } from 'vitest';
import { encodeSafetensors } from './safetensors.ts';

test('a file holds its header and the numbers where the header says', () => {
  const file = encodeSafetensors(
    new Map([
      ['dense/kernel', { shape: [2, 3], data: Float32Array.from([1, 2, 3, 4, 5, 6]) }],
      ['dense/bias', { shape: [3], data: Float32Array.from([-1, 0.5, NaN]) }],
    ]),
    { epoch: '3' },
  );
  const view = new DataView(file.buffer);
  const length = Number(view.getBigUint64(0, true));
  expect(length % 8).toBe(0);
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)));
  expect(header).toEqual({
    __metadata__: { epoch: '3' },
    'dense/kernel': { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
    'dense/bias': { dtype: 'F32', shape: [3], data_offsets: [24, 36] },
  });
  expect(file.length).toBe(8 + length + 36);
  expect([0, 4, 5].map((index) => view.getFloat32(8 + length + 4 * index, true))).toEqual([1, 5, 6]);
  expect([6, 7, 8].map((index) => view.getFloat32(8 + length + 4 * index, true))).toEqual([-1, 0.5, NaN]);
});
