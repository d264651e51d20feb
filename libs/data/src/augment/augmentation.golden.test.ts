import { augmentationSchema, type AugmentationStep } from '@sagittal/contracts';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyAugmentation } from './apply-augmentation.ts';
import { drawAugmentation } from './draw-augmentation.ts';

interface Golden {
  readonly height: number;
  readonly width: number;
  readonly geometry: readonly {
    readonly name: string;
    readonly steps: readonly AugmentationStep[];
    readonly fill: { readonly mode: string; readonly value: number };
    readonly interpolation: string;
    readonly expected: readonly number[];
  }[];
  readonly crop: { height: number; width: number; top: number; left: number; expected: number[] };
  readonly values: readonly { readonly step: AugmentationStep; readonly expected: readonly number[] }[];
}

const golden = JSON.parse(readFileSync(new URL('./golden/augmentation.json', import.meta.url), 'utf8')) as Golden;
const { height, width } = golden;
const picture = {
  data: Uint8Array.from({ length: height * width * 3 }, (_, index) => {
    const [row, column, channel] = [Math.floor(index / (width * 3)), Math.floor(index / 3) % width, index % 3];
    return (row * 53 + column * 29 + channel * 71 + row * column * 7) % 256;
  }),
  height,
  width,
};
const middle = { uniform: () => 0.5 };

/** The largest difference, in the 255 steps of a pixel. Keras computes coordinates in single precision. */
function worst(computed: Float32Array, expected: readonly number[]): number {
  expect(computed).toHaveLength(expected.length);
  return computed.reduce((most, value, index) => Math.max(most, Math.abs(value - (expected[index] ?? NaN))), 0);
}
const TOLERANCE = 1e-5 * 255;

describe('as Keras', () => {
  test.each(golden.geometry.map((entry) => [entry.name, entry] as const))('%s', (_, entry) => {
    const recipe = augmentationSchema.parse({ steps: entry.steps, fill: entry.fill, interpolation: entry.interpolation });
    const stages = drawAugmentation(recipe, picture, () => middle);
    expect(stages).toHaveLength(1);
    expect(worst(applyAugmentation(picture, stages, recipe).data, entry.expected)).toBeLessThan(TOLERANCE);
  });

  test('a crop, brought to its size again', () => {
    const { crop } = golden;
    const recipe = augmentationSchema.parse({
      steps: [{ type: 'crop', height: crop.height, width: crop.width }],
      fill: { mode: 'nearest' },
    });
    const places = [(crop.top + 0.5) / (height - crop.height + 1), (crop.left + 0.5) / (width - crop.width + 1)];
    const stages = drawAugmentation(recipe, picture, () => ({ uniform: () => places.shift() ?? 0 }));
    // what lies beside the window is blended into the outermost pixels, where Keras repeats the window's edge
    const computed = applyAugmentation(picture, stages, recipe);
    let most = 0;
    for (let row = 1; row < height - 1; row += 1) {
      for (let column = 1; column < width - 1; column += 1) {
        for (let channel = 0; channel < 3; channel += 1) {
          const at = (row * width + column) * 3 + channel;
          most = Math.max(most, Math.abs((computed.data[at] ?? NaN) - (crop.expected[at] ?? NaN)));
        }
      }
    }
    expect(most).toBeLessThan(TOLERANCE);
  });

  test.each(golden.values.map(({ step, expected }) => [JSON.stringify(step), step, expected] as const))(
    '%s',
    (_, step, expected) => {
      const recipe = augmentationSchema.parse({ steps: [step] });
      const stages = drawAugmentation(recipe, picture, () => middle);
      expect(worst(applyAugmentation(picture, stages, recipe).data, expected)).toBeLessThan(TOLERANCE);
    },
  );
});
