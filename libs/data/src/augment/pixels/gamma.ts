import { drawBetween } from '../draws.ts';
import { type Tonal, within } from './tonal.ts';

export const gamma: Tonal<'gamma'> = {
  draw: ({ exponent }, draws) => ({ kind: 'gamma', exponent: drawBetween(exponent, draws) }),
  apply({ exponent }, { data }) {
    for (let at = 0; at < data.length; at += 1) data[at] = 255 * (within(data[at] ?? 0) / 255) ** exponent;
  },
};
