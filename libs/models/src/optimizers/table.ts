import type { OptimizerRecipe } from '@sagittal/contracts';
import { adam } from './adam.ts';
import { adamw } from './adamw.ts';
import type { OptimizerRule, OptimizerType } from './optimizer.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

const optimizers: { readonly [T in OptimizerType]: OptimizerRule<T> } = { adam, adamw, rmsprop, sgd };

export function optimizerRule(type: OptimizerType): OptimizerRule<OptimizerType> {
  return optimizers[type];
}

/** The number that the step is fed as its rate: the learning rate, with Adam's bias correction in it. `iteration` begins at 1. */
export function stepRate(optimizer: OptimizerRecipe, learningRate: number, iteration: number): number {
  return optimizerRule(optimizer.type).rate(optimizer, learningRate, iteration);
}

/** The number that the step is fed as its weight decay; null where its optimizer has none, and the step no such value. */
export function stepDecay(optimizer: OptimizerRecipe, learningRate: number): number | null {
  return optimizerRule(optimizer.type).decay?.(optimizer, learningRate) ?? null;
}
