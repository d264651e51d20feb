import type { Padding } from './graph.ts';

/** How a window moves along one axis: output size and zeros before and after. */
export interface WindowAxis {
  readonly output: number;
  readonly before: number;
  readonly after: number;
}

/**
 * As TensorFlow's: 'same' gives output ⌈size / stride⌉, the odd zero goes behind; 'valid' adds no zeros, and what does not fill a
 * window is left out; a number adds so many zeros before and after, then goes on as 'valid'.
 */
export function windowAxis(size: number, kernel: number, stride: number, padding: Padding): WindowAxis {
  if (padding !== 'same') {
    const zeros = padding === 'valid' ? 0 : padding;
    return { output: Math.floor((size + 2 * zeros - kernel) / stride) + 1, before: zeros, after: zeros };
  }
  const output = Math.ceil(size / stride);
  const total = Math.max(0, (output - 1) * stride + kernel - size);
  const before = Math.floor(total / 2);
  return { output, before, after: total - before };
}
