import type { ValueType } from '@sagittal/models';
import type { ModelWriter } from '../model-writer.ts';

/** Sum by channel over batch and positions, image by image first: shorter sums round less than one long one. */
export function channelSums(writer: ModelWriter, value: string, type: ValueType): string {
  const positions = { 1: [], 2: [1], 3: [2, 3] }[type.shape.length] ?? [];
  const images = positions.length > 0 ? writer.node('ReduceSum', [value, writer.integers(...positions)], { keepdims: 0 }) : value;
  return writer.node('ReduceSum', [images, writer.integers(0)], { keepdims: 0 });
}
