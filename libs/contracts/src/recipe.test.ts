import { describe, expect, test } from 'vitest';
import { recipeSchema } from './recipe.ts';

const minimal = { backbone: { architecture: 'small-cnn' } };

test('the defaults are filled in', () => {
  expect(recipeSchema.parse(minimal)).toEqual({
    schemaVersion: 1,
    kind: 'network',
    task: { type: 'single-label', classes: 'labels', positive: [] },
    input: { height: 224, width: 224, fit: 'stretch' },
    augmentation: { steps: [], fill: { mode: 'reflect', value: 0 }, interpolation: 'bilinear' },
    backbone: { architecture: 'small-cnn', weights: null, trainable: 'all' },
    head: { pooling: 'average', window: null, standardize: false, dense: [], batchNorm: false, dropout: 0 },
    loss: { type: 'categorical-crossentropy' },
    optimizer: { type: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
    schedule: { type: 'constant' },
    epochs: 10,
    batch: 32,
    seed: 1,
  });
});

test.each([
  [{ type: 'rmsprop' }, { learningRate: 0.001, rho: 0.9, momentum: 0, epsilon: 1e-7, centered: false }],
  [{ type: 'adamw' }, { learningRate: 0.001, weightDecay: 0.004, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }],
  [{ type: 'sgd' }, { learningRate: 0.01, momentum: 0, nesterov: false }],
] as const)('%j has the defaults of Keras', (optimizer, defaults) => {
  expect(recipeSchema.parse({ ...minimal, optimizer }).optimizer).toEqual({ ...optimizer, ...defaults });
});

test('a parsed recipe parses to itself', () => {
  const once = recipeSchema.parse(minimal);
  expect(recipeSchema.parse(once)).toEqual(once);
});

describe('refused, with the path of the fault', () => {
  test.each([
    ['an unknown key', { ...minimal, epoch: 3 }, ''],
    ['an unknown key deep inside', { ...minimal, optimizer: { type: 'adam', lr: 1 } }, 'optimizer'],
    ['a negative learning rate', { ...minimal, optimizer: { type: 'adam', learningRate: -1 } }, 'optimizer.learningRate'],
    [
      'a learning rate that is no number',
      { ...minimal, optimizer: { type: 'adam', learningRate: Number.NaN } },
      'optimizer.learningRate',
    ],
    ['no epochs', { ...minimal, epochs: 0 }, 'epochs'],
    ['half a batch', { ...minimal, batch: 0.5 }, 'batch'],
    ['a window of one', { ...minimal, head: { pooling: 'flatten', window: 1 } }, 'head.window'],
    ['dropping everything', { ...minimal, head: { dropout: 1 } }, 'head.dropout'],
    ['no backbone', {}, 'backbone'],
    ['a schema version from the future', { ...minimal, schemaVersion: 2 }, 'schemaVersion'],
    ['one class', { ...minimal, task: { classes: [{ name: 'a', from: ['a'] }] } }, 'task.classes'],
  ])('%s', (_, recipe, path) => {
    const result = recipeSchema.safeParse(recipe);
    expect(result.success).toBe(false);
    expect(result.error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
  });
});
