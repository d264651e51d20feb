import { recipeSchema } from '@sagittal/contracts';
import { expect, test } from 'vitest';
import { recipeOf, recipeWords } from './recipe-words.ts';

test('a recipe is told in words', () => {
  const recipe = recipeSchema.parse({
    backbone: { architecture: 'mobilenetv2-1.0', weights: 'imagenet', trainable: 'none' },
    head: { standardize: true, dropout: 0.2 },
    schedule: { type: 'cosine' },
  });
  expect(Object.fromEntries(recipeWords(recipe))).toEqual({
    Backbone: 'mobilenetv2-1.0, imagenet',
    'Trained layers': 'head alone',
    Head: 'average pooling, standardised features, dropout 0.2, softmax',
    Optimizer: 'Adam, 1e-3, cosine to 0',
    Epochs: '10',
    Batch: '32',
    Input: '224 × 224 × 3',
    Seed: '1',
  });
});

test('a recipe of another kind is not guessed at', () => {
  expect(recipeOf({ kind: 'ensemble' })).toBeNull();
});
