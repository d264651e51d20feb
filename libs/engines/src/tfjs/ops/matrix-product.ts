import type { Tensor, Tf } from '../runtime.ts';

export interface Transposed {
  readonly a?: boolean;
  readonly b?: boolean;
}

/** Swaps the last two axes. */
function swapped(tf: Tf, tensor: Tensor): Tensor {
  const axes = tensor.shape.map((_, axis) => axis);
  const last = axes.pop() ?? 1;
  const before = axes.pop() ?? 0;
  return tf.transpose(tensor, [...axes, last, before]);
}

/**
 * a · b over the last two axes. In WebAssembly a product with a transposed operand takes a slow path, so that the operand is
 * transposed first there.
 */
export function matrixProduct(tf: Tf, a: Tensor, b: Tensor, { a: left = false, b: right = false }: Transposed = {}): Tensor {
  if (tf.getBackend() !== 'wasm') return tf.matMul(a, b, left, right);
  return tf.matMul(left ? swapped(tf, a) : a, right ? swapped(tf, b) : b);
}
