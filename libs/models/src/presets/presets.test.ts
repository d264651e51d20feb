import { AppError } from '@sagittal/contracts';
import { expect, test } from 'vitest';
import { checkRecipe } from '../recipe-check/check-recipe.ts';
import { presetByName, presets } from './presets.ts';

test.each(presets.map((preset) => [preset.name, preset] as const))('%s and its smoke variant are sound recipes', (_, preset) => {
  for (const recipe of [preset.recipe, preset.smoke]) {
    expect(checkRecipe(recipe).problems.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
  }
});

test.each([
  ['vgg16-study', 16_816_452, 2_101_764],
  ['inception-v3-study', 25_999_652, 4_196_868],
  ['resnet50-study', 23_595_908, 23_542_788],
])('%s has the parameters that Keras counts for four classes', (name, total, trainable) => {
  const check = checkRecipe(presetByName(name).recipe, { labels: ['glioma', 'meningioma', 'notumor', 'pituitary'] });
  expect(check.problems).toEqual([]);
  expect([check.totalParameters, check.trainableParameters]).toEqual([total, trainable]);
});

test('the network of Khan et al. has the parameters of their program for two classes', () => {
  const { totalParameters, trainableParameters } = checkRecipe(presetByName('khan-cnn-23').recipe, { labels: ['no', 'yes'] });
  expect([totalParameters, trainableParameters]).toEqual([5_063_362, 5_057_858]);
});

test('the transformer has a linear classifier on its class token', () => {
  const { totalParameters, trainableParameters } = checkRecipe(presetByName('deit-tiny-finetuned').recipe, {
    labels: ['no', 'yes'],
  });
  expect([totalParameters, trainableParameters]).toEqual([5_524_416 + 2 * 193, 5_524_416 + 2 * 193]);
});

test('names are unique', () => {
  expect(new Set(presets.map(({ name }) => name)).size).toBe(presets.length);
});

test('an unknown preset names the nearest', () => {
  expect(presetByName('small-cnn').title).toContain('Small');
  expect(() => presetByName('smal-cnn')).toThrow(AppError);
  try {
    presetByName('smal-cnn');
  } catch (error) {
    expect(error).toMatchObject({
      code: 'PRESET_UNKNOWN',
      hint: `Did you mean small-cnn? There are: ${presets.map(({ name }) => name).join(', ')}.`,
    });
  }
});
