import { AppError } from '@sagittal/contracts';
import type { OpKind, OpWith, ValueType } from '@sagittal/models';
import type { ModelWriter } from './model-writer.ts';

/**
 * What the lowering of one op works with. ONNX values are laid out channels first: a batched map [h, w, c] is [n, c, h, w], a
 * batched vector [n, c], a batched scalar [n]; what is not batched is as in the program.
 */
export interface LoweringContext {
  readonly writer: ModelWriter;
  /** Images. */
  readonly batch: number;
  typeOf(name: string): ValueType;
  /** The ONNX value that holds a value of the program. */
  get(name: string): string;
  set(name: string, onnxValue: string): void;
}

/** Writes the nodes of one kind of op. */
export type Lowering<K extends OpKind> = (op: OpWith<K>, context: LoweringContext) => void;

/** The ONNX dimensions of a value. */
export function dimsOf({ shape, batched }: ValueType, batch: number): readonly number[] {
  if (!batched) return shape;
  const [height, width, channels] = shape;
  if (shape.length === 3 && height !== undefined && width !== undefined && channels !== undefined)
    return [batch, channels, height, width];
  return [batch, ...shape];
}

/** The name of an op's input or output by position. */
export function nth(names: readonly string[], index: number): string {
  const name = names[index];
  if (name === undefined) throw new AppError('INTERNAL', { message: `An op lacks its value ${String(index)}.` });
  return name;
}

/** [height, width, channels] of a map. */
export function mapOf({ shape }: ValueType): readonly [number, number, number] {
  const [height, width, channels] = shape;
  if (shape.length !== 3 || height === undefined || width === undefined || channels === undefined) {
    throw new AppError('INTERNAL', { message: `A map was expected, not [${shape.join(', ')}].` });
  }
  return [height, width, channels];
}

/** The ONNX axis of a value's last one, which are the channels of a map. */
export function lastAxis({ shape, batched }: ValueType): number {
  if (!batched) return shape.length - 1;
  return shape.length === 3 ? 1 : shape.length;
}

/** A vector of one number a channel, shaped so that it spreads over a value of type `over`. */
export function alongChannels(writer: ModelWriter, vector: string, over: ValueType): string {
  if (over.shape.length !== 3) return vector;
  return writer.node('Reshape', [vector, writer.integers(1, -1, 1, 1)]);
}
