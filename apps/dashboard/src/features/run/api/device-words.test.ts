import { expect, test } from 'vitest';
import { deviceWords } from './device-words.ts';

test('a device is told from its kernels', () => {
  expect(deviceWords('CPU, 2 threads, blocked kernels')).toEqual({ device: 'CPU', kernels: 'blocked kernels' });
  expect(deviceWords('CPU, 1 thread')).toEqual({ device: 'CPU', kernels: null });
  expect(deviceWords('NVIDIA H100')).toEqual({ device: 'NVIDIA H100', kernels: null });
});
