import { mapOf } from '../lowering.ts';
import type { LoweredWindow } from '../ops/window-padding.ts';
import type { ValueType } from '@sagittal/models';
import { paddedChannels } from '../value-forms.ts';
import type { BlockedContext } from './blocked-lowering.ts';
import { convolve } from './convolve.ts';
import { interleave } from './interleave.ts';
import { gradientKernel } from './kernels.ts';

/** Along one axis, the positions of dx that are `offset` behind a multiple of the stride: which taps reach them, and from where. */
interface Phase {
  /** The first tap; the others follow by strides. */
  readonly first: number;
  readonly taps: number;
  readonly before: number;
  readonly after: number;
}

function phasesOf(window: LoweredWindow, axis: 0 | 1, length: number): readonly Phase[] {
  const [stride, taps, pad, seen] = [window.strides[axis], window.kernel[axis], window.pads[axis], window.output[axis]];
  return Array.from({ length: stride }, (_, offset) => {
    const first = (offset + pad) % stride;
    const count = Math.ceil((taps - first) / stride);
    const ahead = (offset + pad - first) / stride;
    return { first, taps: count, before: count - 1 - ahead, after: Math.ceil(length / stride) + ahead - seen };
  });
}

/**
 * The gradient of the input of a convolution with strides, as one small convolution of dy for each place between the strides:
 * dy with zeros between its positions would be multiplied in vain, by strides of two four times as often.
 * @returns the map in blocked form; null where taps reach so far that a phase has none, or begins inside dy.
 */
export function stridedGradInput(
  context: BlockedContext,
  {
    dy,
    type,
    kernel,
    shape,
  }: { readonly dy: string; readonly type: ValueType; readonly kernel: string; readonly shape: readonly number[] },
  window: LoweredWindow,
  [height, width, own]: readonly [number, number, number],
): string | null {
  const { writer, batch, block } = context;
  const [down, right] = [phasesOf(window, 0, height), phasesOf(window, 1, width)];
  if ([...down, ...right].some(({ taps, before, after }) => taps < 1 || before < 0 || after < 0)) return null;
  const [channels, filters] = [paddedChannels(own, block), mapOf(type)[2]];
  const parts = down.map((rows) =>
    right.map((columns) => {
      const starts = writer.integers(rows.first, columns.first);
      const bounds = [starts, writer.integers(...window.kernel), writer.integers(0, 1), writer.integers(...window.strides)];
      const size = [rows.taps, columns.taps] as const;
      return convolve(writer, {
        x: dy,
        kernel: gradientKernel(writer, writer.node('Slice', [kernel, ...bounds]), [...size, shape[2] ?? own, filters], block),
        window: { kernel: size, pads: [rows.before, columns.before, rows.after, columns.after] },
      });
    }),
  );
  const [maps, rows, columns] = [
    (batch * channels) / block,
    Math.ceil(height / window.strides[0]),
    Math.ceil(width / window.strides[1]),
  ];
  const joined = interleave(writer, parts, { maps, rows, columns, block });
  const size = [rows * window.strides[0], columns * window.strides[1]] as const;
  if (size[0] === height && size[1] === width)
    return writer.node('Reshape', [joined, writer.integers(batch, channels, height, width)]);
  const whole = writer.node('Reshape', [joined, writer.integers(maps, ...size, block)]);
  const kept = writer.node('Slice', [whole, writer.integers(0, 0), writer.integers(height, width), writer.integers(1, 2)]);
  return writer.node('Reshape', [kept, writer.integers(batch, channels, height, width)]);
}
