import type { Parameters } from '@sagittal/models';
import { HEAD_LAYERS } from '@sagittal/models';

/**
 * Mean and variance (of the population, as Keras's Normalization) of each feature over the training subset, summed in
 * double in two passes, as the parameters of the head's standardise layer.
 *
 * @param features [count, size]
 */
export function standardizeParameters(features: Float32Array, size: number): Parameters {
  const count = features.length / size;
  const mean = new Float64Array(size);
  const variance = new Float64Array(size);
  for (let at = 0; at < features.length; at += 1) mean[at % size] = (mean[at % size] ?? 0) + (features[at] ?? 0);
  for (let index = 0; index < size; index += 1) mean[index] = (mean[index] ?? 0) / count;
  for (let at = 0; at < features.length; at += 1) {
    const index = at % size;
    variance[index] = (variance[index] ?? 0) + ((features[at] ?? 0) - (mean[index] ?? 0)) ** 2;
  }
  for (let index = 0; index < size; index += 1) variance[index] = (variance[index] ?? 0) / count;
  return new Map([
    [`${HEAD_LAYERS.standardize}/mean`, { shape: [size], data: Float32Array.from(mean) }],
    [`${HEAD_LAYERS.standardize}/variance`, { shape: [size], data: Float32Array.from(variance) }],
  ]);
}
