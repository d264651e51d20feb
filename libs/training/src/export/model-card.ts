import { MODEL_CARD_VERSION, type ModelCard, type ModelOrigin, type Recipe, type Subset } from '@sagittal/contracts';
import type { NetworkPlan } from '@sagittal/models';
import { recipeHash } from './recipe-hash.ts';

const NOTICE = 'For research use only. Not a medical device: not for diagnosis, treatment or any decision about a patient.';

export interface CardFacts {
  readonly origin: ModelOrigin;
  readonly recipe: Recipe;
  readonly plan: NetworkPlan;
  readonly weightsHash: string | null;
  readonly classes: readonly string[];
  readonly images: Readonly<Record<Subset, number>>;
  readonly results: ModelCard['results'];
  readonly engine: { readonly name: string; readonly version: string; readonly device: string; readonly threads: number };
  readonly epochs: number;
  readonly bestEpoch: number;
}

/** What the files of a model have in common: all of the card but the model file itself. */
export function modelCard(facts: CardFacts): Omit<ModelCard, 'file'> {
  const { origin, recipe, plan, weightsHash, classes, images, results, engine, epochs, bestEpoch } = facts;
  const { architecture, weights, totalParameters, trainableParameters } = plan;
  const scores = { type: 'float32', shape: ['N', classes.length] } as const;
  return {
    cardVersion: MODEL_CARD_VERSION,
    notice: NOTICE,
    ...origin,
    architecture: {
      name: architecture.name,
      title: architecture.title,
      family: architecture.family,
      paper: architecture.paper,
      licence: architecture.licence,
      totalParameters,
      trainableParameters,
    },
    weights:
      weights === null
        ? null
        : {
            name: weights.name,
            title: weights.title,
            source: weights.source,
            licence: weights.licence,
            sha256: weightsHash,
          },
    classes,
    input: {
      name: 'image',
      type: 'uint8',
      shape: ['N', recipe.input.height, recipe.input.width, 3],
      colour: 'RGB',
      resize: { fit: recipe.input.fit, filter: 'triangle', antialias: true },
    },
    outputs: [
      { name: 'probabilities', ...scores },
      { name: 'logits', ...scores },
    ],
    images,
    results,
    training: {
      engine: engine.name,
      engineVersion: engine.version,
      device: engine.device,
      threads: engine.threads,
      seed: recipe.seed,
      epochs,
      bestEpoch,
      recipeHash: recipeHash(recipe),
      recipe,
    },
  };
}

/** What of the card also travels inside the model file, as texts. */
export function modelMetadata(card: Omit<ModelCard, 'file'>): Record<string, string> {
  return {
    notice: card.notice,
    classes: JSON.stringify(card.classes),
    architecture: card.architecture.name,
    licence: card.weights?.licence ?? card.architecture.licence,
    weights: card.weights === null ? 'seeded' : card.weights.name,
    weights_sha256: card.weights?.sha256 ?? '',
    run: card.run.id,
    recipe_sha256: card.training.recipeHash,
    dataset: `${card.dataset.name} v${String(card.dataset.version)}`,
    dataset_sha256: card.dataset.manifestHash,
    split: card.split.name,
    input: JSON.stringify(card.input),
    sagittal: card.codeVersion,
  };
}
