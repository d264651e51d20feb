import { recipeSchema, type Recipe } from '@sagittal/contracts';
import { shuffledIndices } from '@sagittal/models';

/** The fine-tuning that both sides do. */
export interface FineTuning {
  readonly size: number;
  readonly trainingImages: number;
  readonly testImages: number;
  readonly batch: number;
  readonly epochs: number;
  readonly learningRate: number;
  readonly seed: number;
}

/** Small enough for a plain machine's coffee break; a network that sees 224² pixels learns the same way. */
export const FINE_TUNING: FineTuning = {
  ...{ size: 112, trainingImages: 1600, testImages: 1000, batch: 16, epochs: 5 },
  ...{ learningRate: 1e-4, seed: 1 },
};

/** ResNet50 from ImageNet's weights, every layer trained, no dropout. */
export function recipeOf({ size, batch, epochs, learningRate, seed }: FineTuning): Recipe {
  return recipeSchema.parse({
    input: { height: size, width: size },
    backbone: { architecture: 'resnet50', weights: 'resnet50-imagenet', trainable: 'all' },
    optimizer: { type: 'adam', learningRate },
    schedule: { type: 'cosine' },
    ...{ batch, epochs, seed },
  });
}

/** Images of each step: per epoch, all training images in an order of its own. */
export function ordersOf({ seed, epochs, trainingImages }: FineTuning): readonly Uint32Array[] {
  return Array.from({ length: epochs }, (_, index) => shuffledIndices({ seed, epoch: index + 1, count: trainingImages }));
}

/** Learning rate of each step: a cosine from the full rate to nothing, so that the end does not depend on the last batches. */
export function ratesOf({ epochs, trainingImages, batch, learningRate }: FineTuning): readonly number[] {
  const steps = epochs * Math.ceil(trainingImages / batch);
  return Array.from({ length: steps }, (_, step) => (learningRate / 2) * (1 + Math.cos((Math.PI * step) / steps)));
}
