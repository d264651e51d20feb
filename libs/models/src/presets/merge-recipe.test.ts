import { expect, test } from 'vitest';
import { mergeRecipe } from './merge-recipe.ts';
import { mobilenetV2Frozen } from './mobilenetv2-frozen.ts';

test('a partial recipe is laid over the preset, key by key', () => {
  expect(mergeRecipe(mobilenetV2Frozen, { epochs: 3, head: { dropout: 0.5 } })).toEqual({
    ...mobilenetV2Frozen.recipe,
    epochs: 3,
    head: { pooling: 'average', standardize: true, dropout: 0.5 },
  });
});

test('nothing over it leaves the preset', () => {
  expect(mergeRecipe(mobilenetV2Frozen, null)).toEqual(mobilenetV2Frozen.recipe);
  expect(mergeRecipe(mobilenetV2Frozen, {}, { smoke: true })).toEqual(mobilenetV2Frozen.smoke);
});

test('another optimizer or architecture brings its own settings', () => {
  const merged = mergeRecipe(mobilenetV2Frozen, {
    optimizer: { type: 'sgd', momentum: 0.9 },
    backbone: { architecture: 'small-cnn' },
  });
  expect(merged).toMatchObject({ optimizer: { type: 'sgd', momentum: 0.9 }, backbone: { architecture: 'small-cnn' } });
  expect(Object.keys((merged as { optimizer: object }).optimizer)).toEqual(['type', 'momentum']);
  expect(Object.keys((merged as { backbone: object }).backbone)).toEqual(['architecture']);
});

test('the same kind named again keeps the rest', () => {
  expect(mergeRecipe(mobilenetV2Frozen, { optimizer: { type: 'adam' } })).toMatchObject({ optimizer: { learningRate: 1e-3 } });
});

test('what is no object goes through for the check to refuse', () => {
  expect(mergeRecipe(mobilenetV2Frozen, 'fast')).toBe('fast');
  expect(mergeRecipe(mobilenetV2Frozen, { head: 3 })).toMatchObject({ head: 3 });
});

test('a key named __proto__ changes no prototype', () => {
  const merged = mergeRecipe(mobilenetV2Frozen, JSON.parse('{"__proto__": {"epochs": 5}}'));
  expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
  expect(Object.hasOwn(merged as object, '__proto__')).toBe(true);
});
