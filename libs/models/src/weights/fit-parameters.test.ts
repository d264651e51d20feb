import { AppError } from '@sagittal/contracts';
import { describe, expect, it } from 'vitest';
import { architectureByName } from '../architectures/catalogue.ts';
import type { Graph, Parameters, Tensor } from '../graph/graph.ts';
import { parameterShapes } from '../graph/parameters.ts';
import { sizeOf } from '../graph/expect-shape.ts';
import { fitParameters } from './fit-parameters.ts';
import { recognize } from './recognize.ts';

const row = { name: 'row' };

function parametersOf(graph: Graph): Map<string, Tensor> {
  return new Map(
    [...parameterShapes(graph)].map(([name, { shape }]) => [name, { shape, data: new Float32Array(sizeOf(shape)) }]),
  );
}

function problemOf(graph: Graph, source: Parameters): AppError {
  try {
    fitParameters(row, graph, source);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('no error');
}

const numbered = (first: number): Graph => ({
  name: 'numbered',
  layers: [
    { kind: 'input', name: 'input', inputs: [], shape: [2] },
    ...[0, 1, 2].map((index) => ({
      kind: 'dense' as const,
      name: first + index === 0 ? 'dense' : `dense_${String(first + index)}`,
      inputs: [index === 0 ? 'input' : first + index === 1 ? 'dense' : `dense_${String(first + index - 1)}`],
      units: 2,
      bias: true,
    })),
  ],
  endpoints: {},
  output: `dense_${String(first + 2)}`,
});

describe('tensors of a file', () => {
  const graph = numbered(1);

  it('fit where names and shapes are the graph’s, in any order', () => {
    const source = parametersOf(graph);
    const read = fitParameters(row, graph, new Map([...source].reverse()));
    expect([...read.keys()]).toEqual([...source.keys()]);
  });

  it.each([0, 5, 94])('that Keras numbered from %i on fit by their order', (first) => {
    const source = [...parametersOf(numbered(first))].map(([name, { shape, data }], index): [string, Tensor] => [
      name,
      { shape, data: data.fill(index) },
    ]);
    const read = fitParameters(row, graph, new Map(source));
    expect([...read].map(([name, { data }]) => [name, data[0]])).toEqual(
      [...parametersOf(graph).keys()].map((name, index) => [name, index]),
    );
  });

  it('that are missing, wrong, left over or not finite are named', () => {
    const [, second = ''] = [...parametersOf(graph).keys()];
    const missing = parametersOf(graph);
    missing.delete(second);
    expect(problemOf(graph, missing)).toMatchObject({ code: 'WEIGHTS_MISMATCH', item: second });
    const wrong = parametersOf(graph).set(second, { shape: [3], data: new Float32Array(3) });
    expect(problemOf(graph, wrong)).toMatchObject({ code: 'WEIGHTS_MISMATCH', item: second });
    const more = parametersOf(graph).set('predictions/kernel', { shape: [1], data: new Float32Array(1) });
    expect(problemOf(graph, more)).toMatchObject({ code: 'WEIGHTS_MISMATCH', item: 'predictions/kernel' });
    const infinite = parametersOf(graph).set(second, { shape: [2], data: Float32Array.of(0, Infinity) });
    expect(problemOf(graph, infinite)).toMatchObject({ code: 'WEIGHTS_CORRUPT', item: second });
  });
});

describe('weights of another network', () => {
  const source = (name: string): Map<string, Tensor> => {
    const card = architectureByName(name);
    const [height, width] = card.inputSize;
    return parametersOf(card.build({ height, width }));
  };

  it.each(['mobilenetv2-0.35', 'resnet50', 'vgg19'])('are recognized as those of %s', (name) => {
    expect(recognize(source(name))?.name).toBe(name);
  });

  it('are recognized with a classifier upon them', () => {
    const whole = source('vgg16').set('predictions/kernel', { shape: [1, 1], data: new Float32Array(1) });
    expect(recognize(whole)?.name).toBe('vgg16');
  });

  it('of no architecture of the catalogue are not', () => {
    expect(recognize(parametersOf(numbered(0)))).toBeNull();
  });
});
