import type { Graph, Parameters } from '@sagittal/models';
import { expect, test } from 'vitest';
import { featureCacheKey } from './cache-key.ts';

const graph: Graph = {
  name: 'a',
  layers: [{ kind: 'input', name: 'input', inputs: [], shape: [2, 2, 3] }],
  endpoints: {},
  output: 'input',
};
const engine = { name: 'e', version: '1' };
const parameters = (value: number): Parameters => new Map([['k', { shape: [1], data: Float32Array.of(value) }]]);

test('graph, weights and engine each make another key; the same make the same', () => {
  const key = featureCacheKey(graph, parameters(1), engine);
  expect(featureCacheKey({ ...graph }, parameters(1), { ...engine })).toBe(key);
  const others = [
    featureCacheKey(
      { ...graph, layers: [{ kind: 'input', name: 'input', inputs: [], shape: [4, 4, 3] }] },
      parameters(1),
      engine,
    ),
    featureCacheKey(graph, parameters(2), engine),
    featureCacheKey(graph, parameters(1), { ...engine, version: '2' }),
  ];
  expect(new Set([key, ...others]).size).toBe(4);
});
