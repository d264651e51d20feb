import type { AugmentationRecipe } from '@sagittal/contracts';
import type { Picture } from '../stage.ts';
import type { Affine } from './affine.ts';
import { FILL } from './fill.ts';

const CHANNELS = 3;

/** A picture to read from: bytes as they were decoded, or numbers. */
export interface Source {
  readonly data: Uint8Array | Float32Array;
  readonly height: number;
  readonly width: number;
}

export interface Resampling {
  readonly affine: Affine;
  /** Of the result. */
  readonly height: number;
  readonly width: number;
  readonly fill: AugmentationRecipe['fill'];
  readonly interpolation: AugmentationRecipe['interpolation'];
}

/**
 * Reads the source at the place of every pixel of the result, between four pixels or at the nearest one, as Keras's
 * `affine_transform` does. Values keep their fractions.
 */
export function resample(source: Source, { affine, height, width, fill, interpolation }: Resampling): Picture {
  const data = new Float32Array(height * width * CHANNELS);
  const [a, b, c, d, e, f] = affine;
  const inside = FILL[fill.mode];
  const read = interpolation === 'bilinear' ? readBetween : readNearest;
  for (let y = 0, to = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, to += CHANNELS) {
      read(source, inside(d * x + e * y + f, source.height), inside(a * x + b * y + c, source.width), fill.value, data, to);
    }
  }
  return { data, height, width };
}

function readBetween(
  { data, height, width }: Source,
  row: number,
  column: number,
  fill: number,
  target: Float32Array,
  to: number,
): void {
  const top = Math.floor(row);
  const left = Math.floor(column);
  const down = row - top;
  const right = column - left;
  const upper = top >= 0 && top < height;
  const lower = top + 1 >= 0 && top + 1 < height;
  const first = left >= 0 && left < width;
  const second = left + 1 >= 0 && left + 1 < width;
  const at = (top * width + left) * CHANNELS;
  for (let channel = 0; channel < CHANNELS; channel += 1) {
    const from = at + channel;
    const topLeft = upper && first ? (data[from] ?? fill) : fill;
    const topRight = upper && second ? (data[from + CHANNELS] ?? fill) : fill;
    const bottomLeft = lower && first ? (data[from + width * CHANNELS] ?? fill) : fill;
    const bottomRight = lower && second ? (data[from + (width + 1) * CHANNELS] ?? fill) : fill;
    const above = topLeft + (topRight - topLeft) * right;
    const below = bottomLeft + (bottomRight - bottomLeft) * right;
    target[to + channel] = above + (below - above) * down;
  }
}

function readNearest(
  { data, height, width }: Source,
  row: number,
  column: number,
  fill: number,
  target: Float32Array,
  to: number,
): void {
  const y = Math.round(row);
  const x = Math.round(column);
  const there = y >= 0 && y < height && x >= 0 && x < width;
  for (let channel = 0; channel < CHANNELS; channel += 1)
    target[to + channel] = there ? (data[(y * width + x) * CHANNELS + channel] ?? fill) : fill;
}
