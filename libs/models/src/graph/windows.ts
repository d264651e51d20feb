import type { Padding } from './graph.ts';

/** How a window moves along one axis: output size and zeros before and after, as TensorFlow's 'same' and 'valid'. */
export interface WindowAxis {
  readonly output: number;
  readonly before: number;
  readonly after: number;
}

/** 'same': output ⌈size / stride⌉, the odd zero goes behind. 'valid': no zeros, what does not fill a window is left out. */
export function windowAxis(size: number, kernel: number, stride: number, padding: Padding): WindowAxis {
  if (padding === 'valid') return { output: Math.floor((size - kernel) / stride) + 1, before: 0, after: 0 };
  const output = Math.ceil(size / stride);
  const total = Math.max(0, (output - 1) * stride + kernel - size);
  const before = Math.floor(total / 2);
  return { output, before, after: total - before };
}
