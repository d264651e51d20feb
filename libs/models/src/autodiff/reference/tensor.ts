import type { ValueType } from '../ops.ts';

/** A value in double: [batch, …shape] where the type is batched, else shape; channels last. */
export interface Value {
  readonly type: ValueType;
  readonly data: Float64Array;
}

export interface ReferenceContext {
  readonly batch: number;
}

/** Computes the outputs of one op. `types` are those of its outputs, in order. */
export type Kernel<A> = (
  inputs: readonly Value[],
  types: readonly ValueType[],
  attributes: A,
  context: ReferenceContext,
) => readonly Float64Array[];

export function lengthOf({ shape, batched }: ValueType, batch: number): number {
  return shape.reduce((product, length) => product * length, batched ? batch : 1);
}

export function inputAt(inputs: readonly Value[], index: number): Value {
  const value = inputs[index];
  if (value === undefined) throw new RangeError(`Input ${String(index)} is missing.`);
  return value;
}

export function typeAt(types: readonly ValueType[], index: number): ValueType {
  const type = types[index];
  if (type === undefined) throw new RangeError(`Output ${String(index)} is missing.`);
  return type;
}

/** An element that is known to be there. */
export function at(data: Float64Array, index: number): number {
  return data[index] ?? NaN;
}

/** [height, width, channels] of a map. */
export function mapSize({ shape }: ValueType): readonly [number, number, number] {
  const [height = 1, width = 1, channels = 1] = shape;
  return [height, width, channels];
}

/** Elementwise over two values of one size. */
export function zip(a: Value, b: Value, combine: (left: number, right: number) => number): Float64Array {
  return a.data.map((left, index) => combine(left, at(b.data, index)));
}
