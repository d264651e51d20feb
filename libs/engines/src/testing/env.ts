import path from 'node:path';

/** Folders where tests look for pretrained weights: SAGITTAL_TEST_WEIGHTS, a path list, else `shared/weights` beside the checkout. */
export const testWeightsFolders: readonly string[] = process.env['SAGITTAL_TEST_WEIGHTS']?.split(path.delimiter) ?? [
  path.join(import.meta.dirname, '../../../../../shared/weights'),
];

/** Engines built on this machine that tests use: those of SAGITTAL_HOME, else of the checkout. */
export const testEngines = path.join(
  process.env['SAGITTAL_HOME'] ?? path.join(import.meta.dirname, '../../../../.sagittal'),
  'engines',
);
