import { type Recipe, recipeSchema } from '@sagittal/contracts';
import { architectureByName, mergeRecipe, presetByName, weightsRowByName } from '@sagittal/models';
import { findWeights, type WeightsPlaces } from '@sagittal/models/node';
import { prepareNetwork, type PreparedNetwork } from '@sagittal/training';

export interface BenchNetwork {
  readonly name: string;
  readonly recipe: Recipe;
  readonly prepared: PreparedNetwork;
}

/** The frozen MobileNetV2 of the presets: with its pretrained weights where they are found, else with seeded ones. */
export async function frozenNetwork(places: WeightsPlaces, classCount: number): Promise<BenchNetwork> {
  const preset = presetByName('mobilenetv2-frozen');
  const wanted = recipeSchema.parse(preset.recipe);
  const { architecture, weights } = wanted.backbone;
  const found = weights !== null && findWeights(weightsRowByName(architectureByName(architecture), weights), places) !== null;
  const recipe = found ? wanted : recipeSchema.parse(mergeRecipe(preset, { backbone: { weights: null } }));
  const { height, width } = recipe.input;
  return {
    name: `MobileNetV2 1.0 ${String(height)}×${String(width)}, ${found ? 'pretrained' : 'seeded'} weights`,
    recipe,
    prepared: await prepareNetwork(recipe, classCount, places),
  };
}
