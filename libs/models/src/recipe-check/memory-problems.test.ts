import { describe, expect, test } from 'vitest';
import { checkRecipe } from './check-recipe.ts';

const labels = ['a', 'b', 'c'];
const subsets = (['TRAIN', 'VALIDATION', 'TEST'] as const).map((subset) => ({
  subset,
  count: 300,
  classes: labels.map((name) => ({ name, count: 100 })),
}));
const resnet = { backbone: { architecture: 'resnet50' }, batch: 64 };
const check = (recipe: object, memoryBytes?: number) =>
  checkRecipe(recipe, { labels, subsets, ...(memoryBytes === undefined ? {} : { memoryBytes }) });

describe('memory', () => {
  test('is estimated for what is to be trained, and no problem where the machine is not known or large', () => {
    const { peakMemoryBytes, problems } = check(resnet);
    expect(peakMemoryBytes).toBeGreaterThan(4e9);
    expect(Number.isInteger(peakMemoryBytes)).toBe(true);
    expect(problems).toEqual([]);
    expect(check(resnet, 64e9).problems).toEqual([]);
    expect(check({ ...resnet, batch: 8 }).peakMemoryBytes).toBeLessThan((peakMemoryBytes ?? 0) / 2);
  });

  test('that is not there makes the recipe invalid, and the batch that fits is named, and fits', () => {
    const { recipe, problems, totalParameters } = check(resnet, 6e9);
    expect(recipe).toBeNull();
    expect(totalParameters).toBeGreaterThan(20e6);
    expect(problems).toMatchObject([{ path: 'batch', severity: 'ERROR', code: 'OUT_OF_MEMORY' }]);
    expect(problems[0]?.message).toMatch(/^It needs about \d+\.\d GB of memory; the trainer’s machine has 6\.0 GB\.$/);
    const batch = Number(/^A batch of (\d+) fits\.$/.exec(problems[0]?.hint ?? '')?.[1]);
    expect(batch).toBeGreaterThan(1);
    expect(check({ ...resnet, batch }, 6e9).problems).toEqual([]);
  });

  test('that is short is a warning', () => {
    const { peakMemoryBytes } = check(resnet);
    const { recipe, problems } = check(resnet, 1.1 * (peakMemoryBytes ?? 0));
    expect(recipe).not.toBeNull();
    expect(problems).toMatchObject([{ path: 'batch', severity: 'WARNING', code: 'OUT_OF_MEMORY' }]);
  });

  test('that no batch fits into is told of the input', () => {
    expect(check(resnet, 0.5e9).problems).toMatchObject([
      { path: 'input', hint: expect.stringContaining('Not even a batch of 1') },
    ]);
    const frozen = { backbone: { architecture: 'resnet50', trainable: 'none' } };
    const problem = check(frozen, 0.3e9).problems.find(({ code }) => code === 'OUT_OF_MEMORY');
    expect(problem).toMatchObject({ path: 'input', hint: 'Choose a smaller input or a smaller network.' });
  });

  test('a batch of no image is refused by the recipe itself', () => {
    expect(check({ ...resnet, batch: 0 }).problems).toMatchObject([{ path: 'batch', severity: 'ERROR' }]);
  });
});
