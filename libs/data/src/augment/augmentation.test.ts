import { type AugmentationRecipe, augmentationSchema } from '@sagittal/contracts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyAugmentation } from './apply-augmentation.ts';
import { drawAugmentation } from './draw-augmentation.ts';
import type { Draws } from './draws.ts';

const size = { height: 13, width: 10 };
const picture = { ...size, data: Uint8Array.from({ length: size.height * size.width * 3 }, (_, index) => (index * 37) % 256) };

function drawsFrom(seed: number): Draws {
  let state = seed;
  return {
    uniform() {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 0x1_0000_0000;
    },
  };
}

const range = (low: number, high: number) =>
  fc
    .tuple(fc.double({ min: low, max: high, noNaN: true }), fc.double({ min: low, max: high, noNaN: true }))
    .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);

const anyStep = fc.oneof(
  fc.record({ type: fc.constant('flip'), horizontal: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ type: fc.constant('zoom'), height: range(-0.9, 2), width: fc.option(range(-0.9, 2)) }),
  fc.record({ type: fc.constant('shift'), height: range(-0.9, 0.9), width: range(-0.9, 0.9) }),
  fc.record({ type: fc.constant('stretch'), height: range(-0.5, 2), width: range(-0.5, 2) }),
  fc.record({ type: fc.constant('rotate'), degrees: range(-180, 180) }),
  fc.record({ type: fc.constant('shear'), x: range(-1, 1), y: range(-1, 1) }),
  fc.record({ type: fc.constant('crop'), height: fc.integer({ min: 1, max: 20 }), width: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ type: fc.constant('resized-crop'), area: range(0.01, 1), aspect: range(0.2, 5) }),
  fc.record({ type: fc.constant('brightness'), factor: range(-1, 1) }),
  fc.record({ type: fc.constant('contrast'), factor: range(-1, 3) }),
  fc.record({ type: fc.constant('gamma'), exponent: range(0.2, 5) }),
  fc.record({ type: fc.constant('noise'), deviation: range(0, 100) }),
  fc.record({ type: fc.constant('blur'), sigma: range(0, 5) }),
  fc.record({ type: fc.constant('cutout'), height: range(0, 1), width: range(0, 1) }),
);
const anyRecipe = fc
  .record({
    steps: fc.array(anyStep, { maxLength: 6 }),
    fill: fc.record({ mode: fc.constantFrom('reflect', 'wrap', 'constant', 'nearest') }),
    interpolation: fc.constantFrom('bilinear', 'nearest'),
  })
  .map((recipe) => augmentationSchema.parse(recipe));

function augmented(recipe: AugmentationRecipe, seed: number): Float32Array {
  const stages = drawAugmentation(recipe, size, (step) => drawsFrom(seed + step));
  // as it crosses to another thread
  return applyAugmentation(picture, structuredClone(stages), recipe).data;
}

describe('any augmentation', () => {
  test('gives a picture of the same size with values from 0 to 255, and leaves the source as it is', () => {
    const before = picture.data.slice();
    fc.assert(
      fc.property(anyRecipe, fc.nat(), (recipe, seed) => {
        const data = augmented(recipe, seed);
        expect(data).toHaveLength(picture.data.length);
        expect(data.every((value) => value >= 0 && value <= 255)).toBe(true);
        expect(picture.data).toEqual(before);
      }),
    );
  });

  test('is the same for the same numbers', () => {
    fc.assert(
      fc.property(anyRecipe, fc.nat(), (recipe, seed) => {
        expect(augmented(recipe, seed)).toEqual(augmented(recipe, seed));
      }),
    );
  });

  test('draws a step the same whatever follows it', () => {
    fc.assert(
      fc.property(anyRecipe, fc.nat(), (recipe, seed) => {
        const tonal = { ...recipe, steps: recipe.steps.filter(({ type }) => type === 'brightness' || type === 'blur') };
        const draw = (steps: AugmentationRecipe['steps']) => drawAugmentation({ steps }, size, (step) => drawsFrom(seed + step));
        expect(draw(tonal.steps).slice(0, -1)).toEqual(draw(tonal.steps.slice(0, -1)));
      }),
    );
  });
});

describe('single steps', () => {
  const one = (step: object, seed = 1): Float32Array => augmented(augmentationSchema.parse({ steps: [step] }), seed);

  test('no step leaves the picture as it is', () => {
    expect([...augmented(augmentationSchema.parse({}), 1)]).toEqual([...picture.data]);
  });

  test('two mirrorings are none', () => {
    const flip = { type: 'flip', horizontal: 1, vertical: 1 };
    expect([...augmented(augmentationSchema.parse({ steps: [flip, flip] }), 1)]).toEqual([...picture.data]);
  });

  test('neighbouring geometric steps are one resampling', () => {
    const steps = [{ type: 'zoom', height: [0, 0.3] }, { type: 'flip' }, { type: 'rotate', degrees: [-10, 10] }];
    const recipe = augmentationSchema.parse({ steps: [...steps, { type: 'gamma', exponent: [2, 2] }, ...steps] });
    const kinds = drawAugmentation(recipe, size, (step) => drawsFrom(step)).map(({ kind }) => kind);
    expect(kinds).toEqual(['resample', 'gamma', 'resample']);
  });

  test('a stretch shows only behind a crop', () => {
    const stretch = { type: 'stretch', height: [1, 1], width: [0, 0] };
    expect([...one(stretch)]).toEqual([...picture.data]);
    const cropped = augmented(augmentationSchema.parse({ steps: [stretch, { type: 'crop', height: 13, width: 10 }] }), 1);
    expect([...cropped]).not.toEqual([...picture.data]);
  });

  test('noise has the deviation asked for, and is grey', () => {
    const grey = { height: 100, width: 100, data: new Uint8Array(30_000).fill(128) };
    const { data } = applyAugmentation(grey, [{ kind: 'noise', deviation: 10, seed: 5 }], augmentationSchema.parse({}));
    const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
    const deviation = Math.sqrt(data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length);
    expect(Math.abs(mean - 128)).toBeLessThan(0.5);
    expect(Math.abs(deviation - 10)).toBeLessThan(0.3);
    expect(data[0]).toBe(data[1]);
    expect(data[0]).not.toBe(data[3]);
  });

  test('a cutout covers its share', () => {
    const white = { height: 20, width: 30, data: new Uint8Array(1800).fill(255) };
    const recipe = augmentationSchema.parse({ steps: [{ type: 'cutout', height: [0.5, 0.5], width: [0.2, 0.2], value: 7 }] });
    const { data } = applyAugmentation(
      white,
      drawAugmentation(recipe, white, () => drawsFrom(9)),
      recipe,
    );
    expect(data.filter((value) => value === 7)).toHaveLength(10 * 6 * 3);
  });
});

describe('refused, with the path of the fault', () => {
  test.each([
    ['an unknown step', { type: 'twirl' }, 'steps.0.type'],
    ['a range that is upside down', { type: 'zoom', height: [0.3, -0.3] }, 'steps.0.height'],
    ['a zoom that leaves a point', { type: 'zoom', height: [-1, 0] }, 'steps.0.height.0'],
    ['a shift that leaves nothing', { type: 'shift', width: [0, 1] }, 'steps.0.width.1'],
    ['a crop of nothing', { type: 'crop', height: 0, width: 8 }, 'steps.0.height'],
    ['an unknown key', { type: 'blur', sigma: [0, 1], radius: 3 }, 'steps.0'],
  ])('%s', (_, step, path) => {
    const result = augmentationSchema.safeParse({ steps: [step] });
    expect(result.error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
  });
});
