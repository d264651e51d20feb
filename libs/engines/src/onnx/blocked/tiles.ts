import type { PoolAttributes } from '@sagittal/models';
import { paddedChannels } from '../value-forms.ts';
import type { BlockedContext } from './blocked-lowering.ts';
import { interleave } from './interleave.ts';

/** Taps of a window whose places are told in the bits of a float32 without loss. */
const MOST_TAPS = 16;

/** Whether a pool cuts a map into tiles: windows side by side, nothing left over, no padding. */
export function divides({ pool, strides, padding }: PoolAttributes, [height, width]: readonly [number, number, number]): boolean {
  return (
    (typeof padding === 'string' || padding === 0) &&
    pool[0] === strides[0] &&
    pool[1] === strides[1] &&
    pool[0] * pool[1] <= MOST_TAPS &&
    height % pool[0] === 0 &&
    width % pool[1] === 0
  );
}

/**
 * The gradient of a max pool over tiles: dy at the first maximum of each tile, 0 elsewhere. The map is taken apart into one map
 * a tap, each as large as y. Those of them that are not below y are maxima; of these, in the order of taps, the first takes dy,
 * and what it took is no longer there for the rest.
 * @param values x, y and dy in blocked form.
 */
export function gradientOfTiles(
  { writer, batch, block }: BlockedContext,
  [x, y, dy]: readonly [string, string, string],
  pool: readonly [number, number],
  [height, width, own]: readonly [number, number, number],
): string {
  const channels = paddedChannels(own, block);
  const [rows, columns] = [height / pool[0], width / pool[1]];
  const maps = (batch * channels) / block;
  const small = writer.integers(maps * rows, columns * block);
  const zero = writer.scalar(0);
  const bands = writer.node('Reshape', [x, writer.integers(maps * rows, pool[0], columns, pool[1] * block)]);
  const largest = writer.node('Reshape', [y, small]);
  const tap = (down: number, right: number): string => {
    const starts = writer.integers(down, right * block);
    const ends = writer.integers(down + 1, (right + 1) * block);
    const part = writer.node('Slice', [bands, starts, ends, writer.integers(1, 3)]);
    return writer.node('Reshape', [part, small]);
  };
  let left = writer.node('Reshape', [dy, small]);
  const taken: string[] = [];
  for (let down = 0; down < pool[0]; down += 1)
    for (let right = 0; right < pool[1]; right += 1) {
      if (taken.length === pool[0] * pool[1] - 1) {
        taken.push(left);
        break;
      }
      const isLargest = writer.node('GreaterOrEqual', [tap(down, right), largest]);
      taken.push(writer.node('Where', [isLargest, left, zero]));
      left = writer.node('Where', [isLargest, zero, left]);
    }
  const lines = Array.from({ length: pool[0] }, (_, down) => taken.slice(down * pool[1], (down + 1) * pool[1]));
  const joined = interleave(writer, lines, { maps, rows, columns, block });
  return writer.node('Reshape', [joined, writer.integers(batch, channels, height, width)]);
}
