import { AppError } from '@sagittal/contracts';
import { expect, test } from 'vitest';
import { checkRecipe } from '../recipe-check/check-recipe.ts';
import { presetByName, presets } from './presets.ts';

test.each(presets.map((preset) => [preset.name, preset] as const))('%s and its smoke variant are sound recipes', (_, preset) => {
  for (const recipe of [preset.recipe, preset.smoke]) {
    expect(checkRecipe(recipe).problems.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
  }
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
      hint: 'Did you mean small-cnn? There are: small-cnn, mobilenetv2-frozen.',
    });
  }
});
