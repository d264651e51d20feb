import type { ValueType } from '@sagittal/models';
import { mapOf } from '../lowering.ts';
import { paddedChannels } from '../value-forms.ts';
import type { BlockedContext } from './blocked-lowering.ts';

/**
 * A map whose rows and columns stand `strides` apart, with zeros between them and behind, cut off at `size`: how a convolution
 * with strides is undone. It is one Pad of the map seen as [.., rows, 1, columns, 1 · block].
 * @param type of the map before.
 */
export function spreadPositions(
  { writer, batch, block }: BlockedContext,
  map: string,
  type: ValueType,
  strides: readonly [number, number],
  size: readonly [number, number],
): string {
  const [height, width, own] = mapOf(type);
  const channels = paddedChannels(own, block);
  const blocks = (batch * channels) / block;
  const [rows, columns] = [height * strides[0], width * strides[1]];
  const apart = writer.node('Reshape', [map, writer.integers(blocks, height, 1, width, block)]);
  const pads = writer.integers(0, 0, 0, 0, 0, 0, 0, strides[0] - 1, 0, (strides[1] - 1) * block);
  const spread = writer.node('Pad', [apart, pads]);
  const [keptRows, keptColumns] = [Math.min(rows, size[0]), Math.min(columns, size[1])];
  const lacking = [size[0] - keptRows, size[1] - keptColumns] as const;
  let value = spread;
  if (keptRows < rows || keptColumns < columns) {
    const whole = writer.node('Reshape', [value, writer.integers(blocks, rows, columns, block)]);
    value = writer.node('Slice', [whole, writer.integers(0, 0), writer.integers(keptRows, keptColumns), writer.integers(1, 2)]);
  }
  if (lacking[0] > 0 || lacking[1] > 0) {
    const whole = writer.node('Reshape', [value, writer.integers(blocks, keptRows, keptColumns, block)]);
    value = writer.node('Pad', [whole, writer.integers(0, 0, 0, 0, 0, ...lacking, 0)]);
  }
  return writer.node('Reshape', [value, writer.integers(batch, channels, ...size)]);
}
