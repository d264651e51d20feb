import type { OptimizerRecipe } from '@sagittal/contracts';
import { adam } from './adam.ts';
import type { OptimizerRule, OptimizerType } from './optimizer.ts';
import { sgd } from './sgd.ts';

const optimizers: { readonly [T in OptimizerType]: OptimizerRule<T> } = { adam, sgd };

export function optimizerRule(type: OptimizerType): OptimizerRule<OptimizerType> {
  return optimizers[type];
}

/** The number that the step is fed as its rate: the learning rate, with Adam's bias correction in it. `iteration` begins at 1. */
export function stepRate(optimizer: OptimizerRecipe, learningRate: number, iteration: number): number {
  return optimizerRule(optimizer.type).rate(optimizer, learningRate, iteration);
}
