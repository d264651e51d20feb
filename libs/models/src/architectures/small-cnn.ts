import type { Graph, Layer } from '../graph/graph.ts';
import type { ArchitectureCard } from './card.ts';

/** Filters of the blocks, first to last. Each block is convolution 3×3, ReLU, and (but the last) max pool 2×2. */
const FILTERS = [16, 32, 64, 64] as const;

function build({ height, width }: { readonly height: number; readonly width: number }): Graph {
  const layers: Layer[] = [{ kind: 'input', name: 'input', inputs: [], shape: [height, width, 3] }];
  let last = 'input';
  const push = (layer: Layer): void => {
    layers.push(layer);
    last = layer.name;
  };
  FILTERS.forEach((filters, index) => {
    const block = `conv_${String(index + 1)}`;
    push({ kind: 'conv2d', name: block, inputs: [last], filters, kernel: [3, 3], strides: [1, 1], padding: 'same', bias: true });
    push({ kind: 'relu', name: `${block}_relu`, inputs: [last], max: null });
    if (index < FILTERS.length - 1) {
      push({
        kind: 'max-pool2d',
        name: `pool_${String(index + 1)}`,
        inputs: [last],
        pool: [2, 2],
        strides: [2, 2],
        padding: 'valid',
      });
    }
  });
  return { name: 'small-cnn', layers, endpoints: { features: last }, output: last };
}

const smallCnn: ArchitectureCard = {
  name: 'small-cnn',
  family: 'Plain CNN',
  title: 'Small CNN',
  paper: null,
  licence: 'Apache-2.0',
  inputSize: [64, 64],
  minimumSize: [16, 16],
  totalParameters: 60_512,
  preprocessing: { scale: [1 / 127.5], offset: [-1] },
  endpoints: { features: 'conv_4_relu' },
  explainEndpoint: 'features',
  weights: [],
  build,
};

export const plainCnns: readonly ArchitectureCard[] = [smallCnn];
