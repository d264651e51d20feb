import { expect, test } from 'vitest';
import { architectureByName } from '../architectures/catalogue.ts';
import type { Graph } from './graph.ts';
import { multiplyAdds } from './multiply-adds.ts';

test('counts kernels by the positions that they are laid on', () => {
  const graph: Graph = {
    name: 'two layers',
    layers: [
      { kind: 'input', name: 'x', inputs: [], shape: [8, 8, 3] },
      { kind: 'conv2d', name: 'conv', inputs: ['x'], filters: 5, kernel: [3, 3], strides: [2, 2], padding: 'same', bias: true },
      { kind: 'global-average-pool', name: 'pool', inputs: ['conv'] },
      { kind: 'dense', name: 'dense', inputs: ['pool'], units: 4, bias: true },
    ],
    endpoints: {},
    output: 'dense',
  };
  expect(multiplyAdds(graph)).toBe(3 * 3 * 3 * 5 * (4 * 4) + 5 * 4);
});

test('MobileNetV2 at 224 × 224 has the 300 million of its paper (Sandler et al., 2018, table 4)', () => {
  const count = multiplyAdds(architectureByName('mobilenetv2-1.0').build({ height: 224, width: 224 }));
  expect(count / 1e6).toBeGreaterThan(295);
  expect(count / 1e6).toBeLessThan(305);
});
