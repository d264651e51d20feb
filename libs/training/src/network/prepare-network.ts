import type { Recipe } from '@sagittal/contracts';
import { initialParameters, type NetworkPlan, type Parameters, planNetwork } from '@sagittal/models';
import { loadWeights } from '@sagittal/models/node';

export interface PreparedNetwork {
  readonly plan: NetworkPlan;
  /** Every parameter of the whole network as training begins: seeded, the backbone's from its weights row where there is one. */
  readonly parameters: Parameters;
  /** SHA-256 of the weights files; null where none are used. */
  readonly weightsHash: string | null;
}

/** @throws AppError WEIGHTS_MISSING, WEIGHTS_MISMATCH, WEIGHTS_CORRUPT, and what planNetwork throws */
export function prepareNetwork(recipe: Recipe, classCount: number, weightsFolders: readonly string[]): PreparedNetwork {
  const plan = planNetwork(recipe, classCount);
  const initial = initialParameters(plan.whole, recipe.seed);
  if (plan.weights === null) return { plan, parameters: initial, weightsHash: null };
  const { parameters, hash } = loadWeights(plan.weights, plan.whole, weightsFolders);
  return { plan, parameters: new Map([...initial, ...parameters]), weightsHash: hash };
}
