import type { Recipe } from '@sagittal/contracts';
import { initialParameters, type NetworkPlan, type Parameters, planNetwork } from '@sagittal/models';
import { loadWeights, ORIGIN_WORDS, type WeightsPlaces } from '@sagittal/models/node';

export interface PreparedNetwork {
  readonly plan: NetworkPlan;
  /** Every parameter of the whole network as training begins: seeded, the backbone's from its weights row where there is one. */
  readonly parameters: Parameters;
  /** SHA-256 of the weights files; null where none are used. */
  readonly weightsHash: string | null;
  /** What is known of those files, in words; null where none are used. */
  readonly weightsStory: string | null;
}

/** @throws AppError WEIGHTS_MISSING, WEIGHTS_MISMATCH, WEIGHTS_CORRUPT, and what planNetwork throws */
export async function prepareNetwork(recipe: Recipe, classCount: number, places: WeightsPlaces): Promise<PreparedNetwork> {
  const plan = planNetwork(recipe, classCount);
  const initial = initialParameters(plan.whole, recipe.seed);
  if (plan.weights === null) return { plan, parameters: initial, weightsHash: null, weightsStory: null };
  const { parameters, hash, origin, path } = await loadWeights(plan.weights, plan.architecture.build(recipe.input), places);
  return {
    plan,
    parameters: new Map([...initial, ...parameters]),
    weightsHash: hash,
    weightsStory: `Weights ${plan.weights.name} from ${path}: ${ORIGIN_WORDS[origin]}. SHA-256 ${hash}.`,
  };
}
