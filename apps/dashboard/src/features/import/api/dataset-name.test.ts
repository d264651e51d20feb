import { nameSchema } from '@sagittal/contracts';
import { expect, test } from 'vitest';
import { nameOfFolder } from './dataset-name.ts';

test.each([
  ['/data/brain-tumor-mri', 'brain-tumor-mri'],
  ['/data/brain/', 'brain'],
  ['C:\\data\\chest', 'chest'],
  ['/data/v1..2', 'v1.2'],
])('the folder %s suggests %s', (path, name) => {
  expect(nameOfFolder(path)).toBe(name);
  expect(nameSchema.safeParse(name).success).toBe(true);
});

test('the root suggests nothing', () => {
  expect(nameOfFolder('/')).toBe('');
});
