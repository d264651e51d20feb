import { drawBetween } from '../draws.ts';
import { type Tonal, within } from './tonal.ts';

const CHANNELS = 3;

export const contrast: Tonal<'contrast'> = {
  draw: ({ factor }, draws) => ({ kind: 'contrast', factor: 1 + drawBetween(factor, draws) }),
  apply({ factor }, { data }) {
    for (let channel = 0; channel < CHANNELS; channel += 1) {
      let sum = 0;
      for (let at = channel; at < data.length; at += CHANNELS) sum += data[at] ?? 0;
      const mean = sum / (data.length / CHANNELS);
      for (let at = channel; at < data.length; at += CHANNELS) data[at] = within(((data[at] ?? 0) - mean) * factor + mean);
    }
  },
};
