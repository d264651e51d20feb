import { activation } from './activation.ts';

/** 1 / (1 + e^−x). */
export const sigmoid = activation<'sigmoid'>('sigmoid', 'sigmoidGrad', 'output');
