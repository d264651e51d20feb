import type { OptimizerRecipe } from '@sagittal/contracts';
import type { Shape } from '../graph/graph.ts';
import type { Program } from './ops.ts';

export interface StepParameter {
  readonly name: string;
  readonly shape: Shape;
  /** The value that holds the parameter after the step; null: it does not change. */
  readonly update: string | null;
}

export interface StepSlot {
  /** Parameter name, `:`, and what it is: `head_logits/kernel:m`. */
  readonly name: string;
  readonly shape: Shape;
  readonly update: string;
}

export interface StepMask {
  /** The layer that drops. The mask's value is named `mask:` and the layer. */
  readonly layer: string;
  /** Per image. */
  readonly shape: Shape;
  readonly rate: number;
}

/** Names of the values that every step graph is given; `decay` only where the optimizer takes weights back. */
export const STEP_VALUES = { targets: 'targets', sampleWeights: 'sample_weights', rate: 'rate', decay: 'decay' } as const;

/** One training step as data: forward, loss, backward, update. Free of any engine; the batch size is chosen when compiled. */
export interface StepGraph extends Program {
  readonly name: string;
  readonly input: { readonly name: string; readonly shape: Shape };
  readonly classCount: number;
  readonly parameters: readonly StepParameter[];
  /** The optimizer's state, all zeros at the start. */
  readonly slots: readonly StepSlot[];
  readonly masks: readonly StepMask[];
  readonly optimizer: OptimizerRecipe;
  readonly loss: string;
  readonly probabilities: string;
  /** Gradient value by trained parameter, for tests and diagnosis. */
  readonly gradients: ReadonlyMap<string, string>;
}

/** A forward pass as data. */
export interface ForwardGraph extends Program {
  readonly name: string;
  readonly input: { readonly name: string; readonly shape: Shape };
  readonly parameters: readonly { readonly name: string; readonly shape: Shape }[];
  /** Value by endpoint. */
  readonly endpoints: ReadonlyMap<string, string>;
}
