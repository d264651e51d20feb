import { drawBetween } from '../draws.ts';
import { type Tonal, within } from './tonal.ts';

export const brightness: Tonal<'brightness'> = {
  draw: ({ factor }, draws) => ({ kind: 'brightness', delta: drawBetween(factor, draws) * 255 }),
  apply({ delta }, { data }) {
    for (let at = 0; at < data.length; at += 1) data[at] = within((data[at] ?? 0) + delta);
  },
};
