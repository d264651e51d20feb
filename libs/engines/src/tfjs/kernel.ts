import { AppError } from '@sagittal/contracts';
import type { OpKind, OpWith, ValueType } from '@sagittal/models';
import type { NativeOps } from './native-ops.ts';
import type { Tensor, Tf } from './runtime.ts';

/** What the computation of one op works with. Tensors are laid out as the program's values: [batch, …shape], channels last. */
export interface KernelContext {
  readonly tf: Tf;
  /** Images. */
  readonly batch: number;
  typeOf(name: string): ValueType;
}

/** Computes the outputs of one op, in order, as new tensors. What else it makes on the way is disposed by the caller. */
export type PlainKernel<K extends OpKind> = (
  op: OpWith<K>,
  inputs: readonly Tensor[],
  context: KernelContext,
) => readonly Tensor[];

/** As PlainKernel, with TensorFlow's own operations. */
export type NativeKernel<K extends OpKind> = (
  op: OpWith<K>,
  inputs: readonly Tensor[],
  context: KernelContext,
  native: NativeOps,
) => readonly Tensor[];

/** How one kind of op is computed; at least one way. */
export interface OpKernels<K extends OpKind> {
  /** With kernels that every backend has; absent: this op cannot be computed in WebAssembly. */
  readonly plain?: PlainKernel<K>;
  /** Preferred where TensorFlow's native library is there. */
  readonly native?: NativeKernel<K>;
}

/** An op's input by position. */
export function nth(inputs: readonly Tensor[], index: number): Tensor {
  const tensor = inputs[index];
  if (tensor === undefined) throw new AppError('INTERNAL', { message: `An op lacks its value ${String(index)}.` });
  return tensor;
}

/** The dimensions of a value for a batch. */
function dimsOf({ shape, batched }: ValueType, batch: number): number[] {
  return batched ? [batch, ...shape] : [...shape];
}

/** The dimensions that an op's output must have. */
export function outputDims(op: { readonly outputs: readonly string[] }, context: KernelContext, index = 0): number[] {
  return dimsOf(context.typeOf(op.outputs[index] ?? ''), context.batch);
}

/** Length of the last axis. */
export function lastAxis(tensor: Tensor): number {
  return tensor.shape.at(-1) ?? 1;
}

/** [rows, length of the last axis] of the same numbers. */
export function asRows(tf: Tf, tensor: Tensor): Tensor {
  return tf.reshape(tensor, [-1, lastAxis(tensor)]);
}
