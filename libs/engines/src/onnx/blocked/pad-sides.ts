import { paddedChannels } from '../value-forms.ts';
import type { BlockedContext } from './blocked-lowering.ts';

/**
 * From this share of a map's width on, the zeros left and right of it are laid out in memory before it is convolved. The kernel
 * takes six positions at a time, but those whose window reaches over a side one by one: seven taps over a width of 12 took a third
 * longer so, and a whole step of InceptionV3 4 %. A copy of so small a map costs little.
 */
const SHARE = 1 / 4;

interface Input {
  readonly x: string;
  readonly window: {
    readonly kernel: readonly number[];
    readonly strides?: readonly number[];
    readonly pads: readonly [number, number, number, number];
  };
}

/** What is convolved, with the zeros beside a narrow map laid out in memory. */
export function padSides(
  { writer, batch, block }: BlockedContext,
  { x, window }: Input,
  [height, width, own]: readonly [number, number, number],
): Input {
  const [top, left, bottom, right] = window.pads;
  if (left + right < SHARE * width) return { x, window };
  const channels = paddedChannels(own, block);
  const apart = writer.node('Reshape', [x, writer.integers((batch * channels) / block, height, width, block)]);
  const wide = writer.node('Pad', [apart, writer.integers(0, 0, left, 0, 0, 0, right, 0)]);
  const map = writer.node('Reshape', [wide, writer.integers(batch, channels, height, left + width + right)]);
  return { x: map, window: { ...window, pads: [top, 0, bottom, 0] } };
}
