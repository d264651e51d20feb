import { expect, it } from 'vitest';
import type { Graph } from './graph.ts';
import { countParameters, initialParameters, parameterShapes } from './parameters.ts';
import { inferShapes } from './shapes.ts';

const graph: Graph = {
  name: 'g',
  layers: [
    { kind: 'input', name: 'input', inputs: [], shape: [8, 8, 3] },
    {
      kind: 'conv2d',
      name: 'conv',
      inputs: ['input'],
      filters: 16,
      kernel: [3, 3],
      strides: [1, 1],
      padding: 'same',
      bias: true,
    },
    { kind: 'batch-norm', name: 'norm', inputs: ['conv'], epsilon: 1e-3, momentum: 0.99 },
    { kind: 'global-average-pool', name: 'pool', inputs: ['norm'] },
    { kind: 'dense', name: 'dense', inputs: ['pool'], units: 5, bias: true },
  ],
  endpoints: { pooled: 'pool' },
  output: 'dense',
};

it('counts all parameters and those that are trained', () => {
  const conv = 3 * 3 * 3 * 16 + 16;
  expect(countParameters(graph)).toEqual({ total: conv + 4 * 16 + 16 * 5 + 5, trainable: conv + 2 * 16 + 16 * 5 + 5 });
  expect(countParameters(graph, (name) => name.startsWith('dense/')).trainable).toBe(85);
});

it('begins as Keras does, by seed and name alone', () => {
  const parameters = initialParameters(graph, 4);
  expect([...parameters.keys()]).toEqual([...parameterShapes(graph).keys()]);
  const kernel = parameters.get('conv/kernel')?.data ?? new Float32Array();
  const limit = Math.sqrt(6 / (27 + 9 * 16));
  const largest = kernel.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  expect(largest).toBeLessThanOrEqual(limit);
  expect(largest).toBeGreaterThan(0.95 * limit);
  expect(Math.abs(kernel.reduce((sum, value) => sum + value, 0) / kernel.length)).toBeLessThan(0.1 * limit);
  expect([...(parameters.get('norm/moving_variance')?.data ?? [])]).toEqual(new Array(16).fill(1));
  expect([...(parameters.get('conv/bias')?.data ?? [])]).toEqual(new Array(16).fill(0));

  const shorter: Graph = { ...graph, layers: graph.layers.slice(0, 2), endpoints: {}, output: 'conv' };
  expect(initialParameters(shorter, 4).get('conv/kernel')).toEqual(parameters.get('conv/kernel'));
  expect(initialParameters(graph, 5).get('conv/kernel')).not.toEqual(parameters.get('conv/kernel'));
});

it.each([
  ['a layer that reads one behind it', { ...graph, layers: graph.layers.toReversed() }, /stands behind it/],
  ['a name twice', { ...graph, layers: [...graph.layers, ...graph.layers.slice(0, 1)] }, /Two layers/],
  ['an endpoint that is not there', { ...graph, endpoints: { features: 'nowhere' } }, /no layer nowhere/],
  [
    'a dense layer on a map',
    { ...graph, layers: [...graph.layers.slice(0, 2), { kind: 'dense', name: 'dense', inputs: ['conv'], units: 2, bias: true }] },
    /one vector/,
  ],
  [
    'an add of two shapes',
    { ...graph, layers: [...graph.layers, { kind: 'add', name: 'sum', inputs: ['input', 'conv'] }] },
    /one shape/,
  ],
  [
    'a batch norm without gamma and beta',
    {
      ...graph,
      layers: [
        ...graph.layers,
        { kind: 'batch-norm', name: 'n', inputs: ['conv'], epsilon: 1e-3, momentum: 0.9, scale: false, center: false },
      ],
    },
    /neither gamma nor beta/,
  ],
  [
    'maps of two sizes side by side',
    {
      ...graph,
      layers: [
        ...graph.layers,
        { kind: 'max-pool2d', name: 'half', inputs: ['conv'], pool: [2, 2], strides: [2, 2], padding: 'valid' },
        { kind: 'concat', name: 'joined', inputs: ['conv', 'half'] },
      ],
    },
    /last axis alone/,
  ],
  [
    'a window that may see nothing but padding',
    {
      ...graph,
      layers: [
        ...graph.layers,
        { kind: 'average-pool2d', name: 'p', inputs: ['conv'], pool: [3, 2], strides: [1, 1], padding: 2 },
      ],
    },
    /could see nothing else/,
  ],
  [
    'a kernel larger than its map',
    {
      ...graph,
      layers: [
        ...graph.layers,
        { kind: 'max-pool2d', name: 'p', inputs: ['conv'], pool: [9, 9], strides: [1, 1], padding: 'valid' },
      ],
    },
    /smaller than/,
  ],
] satisfies readonly (readonly [string, Graph, RegExp])[])('refuses %s', (_what, bad, message) => {
  expect(() => inferShapes(bad)).toThrow(message);
});
