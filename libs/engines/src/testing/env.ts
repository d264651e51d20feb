import path from 'node:path';

/** Where tests look for pretrained weights: SAGITTAL_TEST_WEIGHTS, else `shared/weights` beside the checkout. */
export const testWeightsFolder =
  process.env['SAGITTAL_TEST_WEIGHTS'] ?? path.join(import.meta.dirname, '../../../../../shared/weights');
