import { drawBetween } from '../draws.ts';
import type { Tonal } from './tonal.ts';

const CHANNELS = 3;
/** Beyond three deviations the bell holds a quarter of a percent. */
const DEVIATIONS = 3;

/** Below this the bell's neighbours are 0 in double: nothing is blurred. */
const NARROWEST = 0.02;

function bell(sigma: number): Float64Array {
  const radius = Math.ceil(DEVIATIONS * sigma);
  const weights = Float64Array.from({ length: 2 * radius + 1 }, (_, at) => Math.exp(-((at - radius) ** 2) / (2 * sigma ** 2)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** d c b a | a b c d | d c b a */
function mirrored(at: number, size: number): number {
  const period = 2 * size;
  const inside = ((at % period) + period) % period;
  return inside < size ? inside : period - 1 - inside;
}

/** Along one axis: `size` values that lie `step` apart, from every value of `starts`. */
function blurLines(data: Float32Array, starts: Iterable<number>, size: number, step: number, weights: Float64Array): void {
  const radius = (weights.length - 1) / 2;
  const line = new Float64Array(size);
  for (const start of starts) {
    for (let at = 0; at < size; at += 1) line[at] = data[start + at * step] ?? 0;
    for (let at = 0; at < size; at += 1) {
      let sum = 0;
      for (let tap = 0; tap < weights.length; tap += 1)
        sum += (weights[tap] ?? 0) * (line[mirrored(at + tap - radius, size)] ?? 0);
      data[start + at * step] = sum;
    }
  }
}

function* every(count: number, step: number): Generator<number> {
  for (let index = 0; index < count; index += 1) yield index * step;
}

export const blur: Tonal<'blur'> = {
  draw: ({ sigma }, draws) => ({ kind: 'blur', sigma: drawBetween(sigma, draws) }),
  apply({ sigma }, { data, height, width }) {
    if (sigma < NARROWEST) return;
    const weights = bell(sigma);
    blurLines(data, every(width * CHANNELS, 1), height, width * CHANNELS, weights);
    for (let channel = 0; channel < CHANNELS; channel += 1)
      blurLines(data.subarray(channel), every(height, width * CHANNELS), width, CHANNELS, weights);
  },
};
