import { AppError } from '@sagittal/contracts';
import { describe, expect, it } from 'vitest';
import type { Parameters } from '../graph/graph.ts';
import { fitParameters } from './fit-parameters.ts';
import { kerasName, variableNames } from './keras-names.ts';
import { readKerasH5 } from './keras-h5.ts';
import { kerasFiles, kerasGraph, kerasTensors } from './testing/keras-files.ts';

const row = { name: 'small-weights' };

function fileOf(layout: string): Uint8Array {
  const bytes = kerasFiles.get(layout);
  if (bytes === undefined) throw new Error(`no file ${layout}`);
  return bytes;
}

function problemOf(make: () => unknown): AppError {
  try {
    make();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('no error');
}

const listed = (parameters: Parameters) =>
  Object.fromEntries([...parameters].map(([name, { shape, data }]) => [name, { shape, data: [...data] }]));

describe('files of Keras', () => {
  it.each(['weights', 'model', 'numbered', 'published', 'of2016'])('are read in the layout "%s"', (layout) => {
    const read = fitParameters(row, kerasGraph, readKerasH5(fileOf(layout), 'small.h5'));
    expect(listed(read)).toEqual(listed(kerasTensors));
  });

  it('are read in half precision and compressed', () => {
    const head = readKerasH5(fileOf('compressed'), 'small.h5');
    const truth = [...kerasTensors].filter(([name]) => name.startsWith('head/'));
    expect([...head.keys()]).toEqual(truth.map(([name]) => name));
    for (const [name, { shape, data }] of truth) {
      expect(head.get(name)?.shape).toEqual(shape);
      // half precision has 11 bits
      head.get(name)?.data.forEach((value, index) => {
        expect(Math.abs(value - (data[index] ?? NaN))).toBeLessThanOrEqual(Math.abs(value) * 2 ** -11 + 2 ** -25);
      });
    }
  });

  it('keep the order of their layers', () => {
    expect([...readKerasH5(fileOf('published'), 'small.h5').keys()].slice(0, 4)).toEqual([
      'stem_conv/kernel',
      'stem_conv/bias',
      'stem_bn/gamma',
      'stem_bn/beta',
    ]);
  });

  it('may lie in the middle of a larger buffer', () => {
    const bytes = fileOf('published');
    const larger = new Uint8Array(bytes.length + 24);
    larger.set(bytes, 16);
    expect(readKerasH5(larger.subarray(16, 16 + bytes.length), 'small.h5').size).toBe(kerasTensors.size);
  });

  it('that were cut off are refused', () => {
    const bytes = fileOf('published');
    for (const share of [0, 0.1, 0.5, 0.9]) {
      const problem = problemOf(() => readKerasH5(bytes.slice(0, share * bytes.length), 'small.h5'));
      expect(problem).toMatchObject({ code: 'WEIGHTS_CORRUPT', item: 'small.h5' });
    }
  });

  it('that are web pages are refused', () => {
    const page = new TextEncoder().encode('<!doctype html><title>Sign in</title>');
    expect(problemOf(() => readKerasH5(page, 'small.h5'))).toMatchObject({ code: 'WEIGHTS_CORRUPT' });
  });
});

describe('names of Keras', () => {
  it.each([
    ['conv1_conv', 'conv1_conv/kernel:0', 'conv1_conv/kernel'],
    ['conv1_conv', 'conv1_conv/kernel', 'conv1_conv/kernel'],
    ['conv1/conv', 'conv1/conv/kernel:0', 'conv1/conv/kernel'],
    ['block1_conv1', 'block1_conv1_W_1:0', 'block1_conv1/kernel'],
    ['block1_conv1', 'block1_conv1_b_1:0', 'block1_conv1/bias'],
    ['bn', 'bn_running_std_1:0', 'bn/moving_variance'],
    ['conv1', 'conv1_1/kernel:0', 'conv1/kernel'],
    ['conv1', 'conv1/conv1/kernel:0', 'conv1/kernel'],
    ['vgg16', 'block1_conv1/kernel:0', 'block1_conv1/kernel'],
  ])('of layer %s, %s is %s', (layer, weight, name) => {
    expect(kerasName(layer, weight)).toBe(name);
  });

  it('of numbered variables follow from the class and their count', () => {
    expect(variableNames('conv2d_12', 2)).toEqual(['kernel', 'bias']);
    expect(variableNames('conv2d', 1)).toEqual(['kernel']);
    expect(variableNames('batch_normalization_3', 3)).toEqual(['beta', 'moving_mean', 'moving_variance']);
  });
});
