import { expect, test } from 'vitest';
import { checkRecipe } from './check-recipe.ts';
import type { WeightsState } from './network-problems.ts';

const frozen = { architecture: 'mobilenetv2-1.0', weights: 'mobilenetv2-100-slim', trainable: 'none' };

function problem(recipe: unknown, state?: Partial<WeightsState>) {
  const { problems, recipe: valid } = checkRecipe(
    recipe,
    state ? { weightsState: () => ({ available: false, downloadable: false, hint: null, ...state }) } : {},
  );
  return { valid: valid !== null, ...problems[0] };
}

test('an unknown architecture names the nearest', () => {
  expect(problem({ backbone: { architecture: 'mobilenetv2' } })).toMatchObject({
    valid: false,
    path: 'backbone.architecture',
    code: 'ARCHITECTURE_UNKNOWN',
  });
  expect(problem({ backbone: { architecture: 'smal-cnn' } }).hint).toBe('Did you mean "small-cnn"?');
});

test('unknown weights, and weights that are not here', () => {
  expect(problem({ backbone: { ...frozen, weights: 'mobilenetv2-100-slimm' } })).toMatchObject({
    path: 'backbone.weights',
    hint: 'Did you mean "mobilenetv2-100-slim"?',
  });
  expect(problem({ backbone: { architecture: 'small-cnn', weights: 'imagenet' } })).toMatchObject({
    valid: false,
    hint: 'Leave the weights out: it is trained from seeded ones.',
  });
  expect(problem({ backbone: frozen }, { hint: 'Bring them.' })).toMatchObject({
    valid: false,
    path: 'backbone.weights',
    severity: 'ERROR',
    code: 'WEIGHTS_MISSING',
    hint: 'Bring them.',
  });
  expect(problem({ backbone: frozen }, { downloadable: true })).toMatchObject({
    valid: true,
    severity: 'WARNING',
    message: 'The weights "mobilenetv2-100-slim" will be downloaded (4.5 MB).',
  });
  expect(problem({ backbone: frozen }, { available: true })).toEqual({ valid: true });
});

test('an input smaller than the network takes', () => {
  expect(problem({ backbone: frozen, input: { height: 16, width: 224 } })).toMatchObject({
    valid: false,
    path: 'input.height',
    code: 'INPUT_TOO_SMALL',
  });
});

test('standardised features need a frozen backbone', () => {
  expect(problem({ backbone: { ...frozen, weights: null, trainable: 'all' }, head: { standardize: true } })).toMatchObject({
    valid: false,
    path: 'head.standardize',
  });
  expect(problem({ backbone: frozen, head: { standardize: true } })).toEqual({ valid: true });
});

test('weights whose batch norm was folded away must stay frozen', () => {
  expect(problem({ backbone: { ...frozen, trainable: 'all' } })).toMatchObject({
    valid: false,
    path: 'backbone.trainable',
    code: 'RECIPE_INVALID',
  });
});

test('a frozen network without weights is allowed, and said', () => {
  expect(problem({ backbone: { architecture: 'mobilenetv2-1.0', trainable: 'none' } })).toMatchObject({
    valid: true,
    severity: 'WARNING',
    path: 'backbone.weights',
  });
});

test('parameters are counted where the classes are known, also without the weights file', () => {
  const check = checkRecipe(
    { backbone: frozen, head: { standardize: true } },
    { labels: ['a', 'b', 'c', 'd'], weightsState: () => ({ available: false, downloadable: false, hint: null }) },
  );
  expect(check.trainableParameters).toBe(1280 * 4 + 4);
  expect(check.totalParameters).toBe(2_257_984 + 2 * 1280 + 1280 * 4 + 4);
  expect(checkRecipe({ backbone: frozen }).totalParameters).toBeNull();
});

test('a window is pooled before flattening alone, and must fit the last map', () => {
  const backbone = { architecture: 'vgg16' };
  expect(problem({ backbone, head: { window: 2 } })).toMatchObject({ valid: false, path: 'head.window', code: 'RECIPE_INVALID' });
  const flattened = { pooling: 'flatten', window: 3 };
  expect(problem({ backbone, head: flattened, input: { height: 64, width: 224 } })).toMatchObject({
    valid: false,
    path: 'head.window',
    code: 'INPUT_TOO_SMALL',
    message: 'The last map has 2 × 7 positions, and a window of 3 does not fit.',
  });
  expect(problem({ backbone, head: flattened })).toEqual({ valid: true });
});

test('parameters of a network that cannot be built are not counted', () => {
  const check = checkRecipe(
    { backbone: { architecture: 'vgg16' }, head: { pooling: 'flatten', window: 8 } },
    { labels: ['a', 'b'] },
  );
  expect(check.recipe).toBeNull();
  expect(check.totalParameters).toBeNull();
});
