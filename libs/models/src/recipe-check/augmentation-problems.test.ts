import type { RecipeInput } from '@sagittal/contracts';
import { describe, expect, test } from 'vitest';
import { checkRecipe } from './check-recipe.ts';

type Augmentation = NonNullable<RecipeInput['augmentation']>;
type Step = NonNullable<Augmentation['steps']>[number];

function problems(steps: readonly Step[], more: Partial<RecipeInput> & { fill?: Augmentation['fill'] } = {}) {
  const { fill, ...over } = more;
  return checkRecipe({
    backbone: { architecture: 'small-cnn' },
    input: { height: 64, width: 48 },
    ...over,
    augmentation: { steps: [...steps], ...(fill === undefined ? {} : { fill }) },
  }).problems;
}

test('a frozen backbone sees no augmentation', () => {
  const backbone = { architecture: 'mobilenetv2-1.0', weights: 'mobilenetv2-100-slim', trainable: 'none' } as const;
  expect(problems([{ type: 'flip' }], { backbone })).toMatchObject([
    {
      path: 'augmentation',
      severity: 'ERROR',
      code: 'RECIPE_INVALID',
      hint: 'Set backbone.trainable to "all", or augmentation.steps to [].',
    },
  ]);
  expect(problems([], { backbone })).toEqual([]);
});

const constant = { fill: { mode: 'constant' } } as const;
const wrap = { fill: { mode: 'wrap' } } as const;

describe('leaves nothing, at the path of the step', () => {
  test.each<[string, Step[], string, Parameters<typeof problems>[1]?]>([
    ['a crop that is larger than the picture', [{ type: 'crop', height: 65, width: 48 }], '0'],
    [
      'a crop that is larger after the smallest stretch',
      [
        { type: 'stretch', height: [-0.2, 0.2] },
        { type: 'crop', height: 52, width: 48 },
      ],
      '1',
    ],
    [
      'a crop that is larger than a resized crop before it',
      [
        { type: 'resized-crop', area: [0.25, 1], aspect: [1, 1] },
        { type: 'crop', height: 30, width: 20 },
      ],
      '1',
    ],
    ['a crop to a few pixels', [{ type: 'flip' }, { type: 'crop', height: 8, width: 8 }], '1'],
    ['a zoom far in', [{ type: 'zoom', height: [-0.8, 0] }], '0'],
    ['a zoom far out, onto a constant', [{ type: 'zoom', height: [0, 4] }], '0', constant],
    ['a shift out of sight', [{ type: 'shift', height: [0, 0.8], width: [-0.8, 0] }], '0', constant],
    ['a resized crop of a hundredth', [{ type: 'resized-crop', area: [0.01, 1] }], '0'],
    ['white pictures', [{ type: 'brightness', factor: [0, 1] }], '0'],
    ['grey pictures', [{ type: 'contrast', factor: [-1, 0] }], '0'],
    ['a cutout of everything', [{ type: 'cutout', height: [0, 1], width: [0, 1] }], '0'],
  ])('%s', (_, steps, path, more) => {
    const found = problems(steps, more);
    expect(found).toMatchObject([{ severity: 'ERROR', code: 'RECIPE_INVALID', path: `augmentation.steps.${path}` }]);
  });
});

describe('leaves enough', () => {
  test.each<[string, Step[], Parameters<typeof problems>[1]?]>([
    ['a crop of the whole', [{ type: 'crop', height: 64, width: 48 }]],
    [
      'a crop behind a stretch that only grows',
      [
        { type: 'stretch', height: [0.1, 0.3], width: [0.1, 0.3] },
        { type: 'crop', height: 70, width: 52 },
      ],
    ],
    ['a zoom far out, onto copies', [{ type: 'zoom', height: [0, 4] }], wrap],
    ['a far shift, onto copies', [{ type: 'shift', height: [0, 0.9], width: [-0.9, 0] }], wrap],
    ['just a twentieth', [{ type: 'shift', height: [0, 0.95] }], constant],
    ['the usual resized crop', [{ type: 'resized-crop' }]],
    ['any turn', [{ type: 'rotate', degrees: [-180, 180] }], constant],
  ])('%s', (_, steps, more) => {
    expect(problems(steps, more)).toEqual([]);
  });
});
