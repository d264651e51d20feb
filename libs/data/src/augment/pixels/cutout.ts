import { drawBetween, type Draws } from '../draws.ts';
import type { Tonal } from './tonal.ts';

const CHANNELS = 3;

/** A stretch of a size at a random place, wholly inside, as shares of the axis. */
function stretchOf(range: readonly [number, number], draws: Draws): readonly [number, number] {
  const size = drawBetween(range, draws);
  const from = draws.uniform() * (1 - size);
  return [from, from + size];
}

export const cutout: Tonal<'cutout'> = {
  draw: ({ height, width, value }, draws) => ({
    kind: 'cutout',
    rows: stretchOf(height, draws),
    columns: stretchOf(width, draws),
    value,
  }),
  apply({ rows, columns, value }, { data, height, width }) {
    const [top, bottom] = rows.map((share) => Math.round(share * height));
    const [left, right] = columns.map((share) => Math.round(share * width));
    for (let row = top ?? 0; row < (bottom ?? 0); row += 1)
      data.fill(value, (row * width + (left ?? 0)) * CHANNELS, (row * width + (right ?? 0)) * CHANNELS);
  },
};
