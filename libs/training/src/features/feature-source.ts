import type { TrainImage } from '../job.ts';

/** The vectors of a subset in its order: [images, size]. @throws Error where one is missing */
export function featureRows(
  images: readonly TrainImage[],
  features: ReadonlyMap<string, Float32Array>,
  size: number,
): Float32Array {
  const rows = new Float32Array(images.length * size);
  for (const [index, { sha256, path }] of images.entries()) {
    const vector = features.get(sha256);
    if (vector === undefined) throw new Error(`No features of ${path}.`);
    rows.set(vector, index * size);
  }
  return rows;
}
