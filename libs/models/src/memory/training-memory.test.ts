import { type RecipeInput, recipeSchema } from '@sagittal/contracts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planNetwork } from '../heads/plan-network.ts';
import { type ImageCounts, largestBatch, trainingMemory } from './training-memory.ts';

function memoryOf(input: RecipeInput, counts: ImageCounts | null = null) {
  const recipe = recipeSchema.parse(input);
  return trainingMemory(recipe, planNetwork(recipe, 4), counts);
}

describe('the memory of a training', () => {
  // largest resident size (VmHWM) of a process that trains one epoch with ONNX Runtime 1.30, blocked kernels, 2 threads, Linux
  test.each<[string, RecipeInput, ImageCounts, number]>([
    [
      'small CNN, 256 images a step',
      { backbone: { architecture: 'small-cnn' }, input: { height: 64, width: 64 }, batch: 256 },
      { training: 415, all: 592 },
      1044e6,
    ],
    [
      'small CNN, 32 images a step',
      { backbone: { architecture: 'small-cnn' }, input: { height: 64, width: 64 }, batch: 32 },
      { training: 42, all: 60 },
      407e6,
    ],
    ['MobileNetV2', { backbone: { architecture: 'mobilenetv2-1.0' }, batch: 16 }, { training: 42, all: 60 }, 2020e6],
    [
      'ResNet50',
      { backbone: { architecture: 'resnet50' }, batch: 16, optimizer: { type: 'sgd' } },
      { training: 17, all: 24 },
      3149e6,
    ],
    ['VGG16', { backbone: { architecture: 'vgg16' }, batch: 8, optimizer: { type: 'sgd' } }, { training: 17, all: 24 }, 2696e6],
    [
      'DenseNet121',
      { backbone: { architecture: 'densenet121' }, batch: 8, optimizer: { type: 'sgd' } },
      { training: 17, all: 24 },
      2144e6,
    ],
    [
      'a head on a frozen ResNet50',
      { backbone: { architecture: 'resnet50', trainable: 'none' }, batch: 32 },
      { training: 42, all: 60 },
      964e6,
    ],
  ])('is what was measured, within a quarter: %s', (_, recipe, counts, measured) => {
    const { total } = memoryOf(recipe, counts)(recipe.batch ?? 0);
    expect(total / measured, String(total)).toBeGreaterThan(0.75);
    expect(total / measured).toBeLessThan(1.25);
  });

  test('has nothing to do with the batch where a frozen backbone is the largest', () => {
    const memory = memoryOf({ backbone: { architecture: 'resnet50', trainable: 'none' } });
    expect(memory(512).total / memory(8).total).toBeLessThan(1.1);
    expect(memory(16).total).toBeLessThan(memoryOf({ backbone: { architecture: 'resnet50' } })(16).total / 2);
  });

  test('a last batch that is not full takes its own; more images than pixels are kept of take none', () => {
    const recipe: RecipeInput = { backbone: { architecture: 'mobilenetv2-1.0' }, batch: 16 };
    const step = (training: number): number => memoryOf(recipe, { training, all: training + 8 })(16).step;
    expect(step(40) / step(32)).toBeCloseTo(1.5, 1);
    expect(step(8)).toBeLessThan(step(16));
    expect(memoryOf(recipe, { training: 7000, all: 8000 })(16).samples).toBeLessThan(100e6);
  });

  test('the largest batch that fits does, and one more image does not', () => {
    const memory = memoryOf({ backbone: { architecture: 'small-cnn' }, input: { height: 64, width: 64 } });
    fc.assert(
      fc.property(fc.integer({ min: 100e6, max: 4e9 }), fc.integer({ min: 1, max: 512 }), (limit, most) => {
        const batch = largestBatch(memory, most, limit);
        if (batch === null) expect(memory(1).total).toBeGreaterThan(limit);
        else {
          expect(memory(batch).total).toBeLessThanOrEqual(limit);
          if (batch < most) expect(memory(batch + 1).total).toBeGreaterThan(limit);
        }
      }),
    );
  });
});
