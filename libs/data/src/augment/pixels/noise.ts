import { drawBetween } from '../draws.ts';
import { type Tonal, within } from './tonal.ts';

const CHANNELS = 3;

/** Evenly in (0, 1], from a seed and a position (the finaliser of MurmurHash3). */
function hashed(seed: number, position: number): number {
  let bits = Math.imul(position, 0x9e3779b1) ^ seed;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (((bits ^ (bits >>> 16)) >>> 0) + 1) / 0x1_0000_0000;
}

/** Grey, as a sensor's: the same for all channels of a pixel. Normal numbers by Box and Muller 1958. */
export const noise: Tonal<'noise'> = {
  draw: ({ deviation }, draws) => ({
    kind: 'noise',
    deviation: drawBetween(deviation, draws),
    seed: Math.floor(draws.uniform() * 0x1_0000_0000) | 0,
  }),
  apply({ deviation, seed }, { data }) {
    for (let at = 0, pixel = 0; at < data.length; at += CHANNELS, pixel += 1) {
      const length = Math.sqrt(-2 * Math.log(hashed(seed, 2 * pixel)));
      const added = deviation * length * Math.cos(2 * Math.PI * hashed(seed, 2 * pixel + 1));
      for (let channel = 0; channel < CHANNELS; channel += 1) data[at + channel] = within((data[at + channel] ?? 0) + added);
    }
  },
};
