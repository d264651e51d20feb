import type { ValueType } from '@sagittal/models';
import { mapOf } from '../lowering.ts';
import { BLOCKED_DOMAIN, paddedChannels } from '../value-forms.ts';
import type { BlockedContext } from './blocked-lowering.ts';
import { convolve } from './convolve.ts';

/*
 * Means by channel over batch and positions, of padded channels. Every row of a map is summed as if it were a channel of its own,
 * then the rows are: one long float32 sum a channel would lose digits (the whole gradient of ResNet50 was three times as far from
 * double).
 */

/** [batch · blocks · rows of one map, block] in memory → [padded channels]. */
function meanOfRows({ writer, batch, block }: BlockedContext, rows: string, height: number, channels: number): string {
  const apart = writer.node('Reshape', [rows, writer.integers(batch, channels / block, height, block)]);
  const mean = writer.node('ReduceMean', [apart, writer.integers(0, 2)], { keepdims: 0 });
  return writer.node('Reshape', [mean, writer.integers(channels)]);
}

/** Mean of x. */
export function channelMeans(context: BlockedContext, x: string, type: ValueType): string {
  const { writer, batch, block } = context;
  const [height, width, own] = mapOf(type);
  const channels = paddedChannels(own, block);
  const rows = writer.node('Reshape', [x, writer.integers(1, batch * channels * height, 1, width)]);
  return meanOfRows(context, writer.node('GlobalAveragePool', [rows], {}, BLOCKED_DOMAIN), height, channels);
}

/**
 * Sum of x · y over each row, [batch · blocks · rows of one map, block] in memory: a depthwise convolution of x with the rows of
 * y as kernels, which reads both and writes next to nothing.
 */
export function rowProducts({ writer, batch, block }: BlockedContext, x: string, y: string, type: ValueType): string {
  const [height, width, own] = mapOf(type);
  const groups = batch * paddedChannels(own, block) * height;
  return convolve(writer, {
    x: writer.node('Reshape', [x, writer.integers(1, groups, 1, width)]),
    kernel: writer.node('Reshape', [y, writer.integers(groups, 1, 1, width)]),
    window: { kernel: [1, width] },
    groups,
  });
}

/** Mean of x · y. */
export function channelProducts(context: BlockedContext, x: string, y: string, type: ValueType): string {
  const { writer, block } = context;
  const [height, width, own] = mapOf(type);
  const sums = rowProducts(context, x, y, type);
  return writer.node('Mul', [meanOfRows(context, sums, height, paddedChannels(own, block)), writer.scalar(1 / width)]);
}
