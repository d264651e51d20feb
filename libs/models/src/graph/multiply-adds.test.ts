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

test('DeiT-Ti has the 1.3 billion of its paper (Touvron et al., 2021, table 1: 1.3 GFLOPs)', () => {
  const count = multiplyAdds(architectureByName('deit-tiny').build({ height: 224, width: 224 }));
  expect(count / 1e9).toBeGreaterThan(1.24);
  expect(count / 1e9).toBeLessThan(1.3);
});

test('EfficientNet-B0 has the 390 million of its paper (Tan and Le, 2019, table 2)', () => {
  const count = multiplyAdds(architectureByName('efficientnet-b0').build({ height: 224, width: 224 }));
  expect(count / 1e6).toBeGreaterThan(380);
  expect(count / 1e6).toBeLessThan(395);
});
