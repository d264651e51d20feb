import { mapOf } from '../lowering.ts';
import { paddedChannels } from '../value-forms.ts';
import type { BlockedContext, Fusion } from './blocked-lowering.ts';
import { convolve } from './convolve.ts';
import type { ValueType } from '@sagittal/models';

/** A vector of one number a channel, filled up with zeros to whole blocks. */
export function fillChannels({ writer, block }: BlockedContext, vector: string, channels: number): string {
  const lacking = paddedChannels(channels, block) - channels;
  return lacking === 0 ? vector : writer.node('Pad', [vector, writer.integers(0, lacking)]);
}

/** The numbers of the channels that there are. */
export function trimChannels({ writer, block }: BlockedContext, vector: string, channels: number): string {
  if (paddedChannels(channels, block) === channels) return vector;
  return writer.node('Slice', [vector, writer.integers(0), writer.integers(channels), writer.integers(0)]);
}

/** factor · x + offset by channel, with what is fused: a depthwise convolution of one tap, hence one pass over memory. */
export function scaleChannels(
  context: BlockedContext,
  x: string,
  type: ValueType,
  { factor, offset = null, sum = null, activation = null }: { factor: string; offset?: string | null } & Partial<Fusion>,
): string {
  const { writer, block } = context;
  const groups = paddedChannels(mapOf(type)[2], block);
  const kernel = writer.node('Reshape', [factor, writer.integers(groups, 1, 1, 1)]);
  return convolve(writer, { x, kernel, bias: offset, window: { kernel: [1, 1] }, groups, sum, activation });
}
