import { activation } from './activation.ts';

/** x · Φ(x), Φ the normal distribution. */
export const gelu = activation<'gelu'>('gelu', 'geluGrad', 'input');
