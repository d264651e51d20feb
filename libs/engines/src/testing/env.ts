import path from 'node:path';

/** Folders where tests look for pretrained weights: SAGITTAL_TEST_WEIGHTS, a path list, else `shared/weights` beside the checkout. */
export const testWeightsFolders: readonly string[] = process.env['SAGITTAL_TEST_WEIGHTS']?.split(path.delimiter) ?? [
  path.join(import.meta.dirname, '../../../../../shared/weights'),
];

/** Whose engines tests use where they were built: SAGITTAL_HOME, else the checkout's. */
export const testHome = process.env['SAGITTAL_HOME'] ?? path.join(import.meta.dirname, '../../../../.sagittal');
