import { expect, test } from 'vitest';
import { subsetOfName } from './subset-names.ts';

test.each([
  ['TRAIN', ['train', 'Train', 'TRAINING', 'Training', 'train_data', 'training-set', 'Train Images', 'trainset']],
  ['VALIDATION', ['val', 'Valid', 'validation', 'Validation', 'dev', 'VAL_SET', 'validation images']],
  ['TEST', ['test', 'Testing', 'TEST', 'test_set', 'Test-Data', 'testset']],
  [null, ['glioma', 'tested', 'trainer', 'data', 'set', 'valve', 'device', '', 'constructor', '__proto__', 'test1']],
] as const)('%s', (subset, names) => {
  for (const name of names) expect([name, subsetOfName(name)]).toEqual([name, subset]);
});
