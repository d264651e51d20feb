import type { OptimizerRecipe } from '@sagittal/contracts';
import type { ProgramBuilder } from '../autodiff/builder.ts';

export type OptimizerType = OptimizerRecipe['type'];
interface RuleFor<R extends OptimizerRecipe> {
  /** State kept for each parameter, of its shape: `m`, `v`. */
  slots(recipe: R): readonly string[];
  /** Writes one update; `values.next` and `nextSlots` are declared. */
  derive(
    builder: ProgramBuilder,
    recipe: R,
    values: {
      readonly parameter: string;
      readonly gradient: string;
      readonly slots: readonly string[];
      readonly next: string;
      readonly nextSlots: readonly string[];
    },
  ): void;
  /** The number fed as `rate` at one step (iteration 1 is the first), computed in double. */
  rate(recipe: R, learningRate: number, iteration: number): number;
  /** The number fed as `decay` at one step, for optimizers that read it. */
  decay?(recipe: R, learningRate: number): number;
}

/** One optimizer: its state, the ops that update one parameter, and the rate that they are given. */
export type OptimizerRule<T extends OptimizerType> = RuleFor<Extract<OptimizerRecipe, { type: T }>>;
