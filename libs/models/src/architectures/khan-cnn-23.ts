import type { Graph } from '../graph/graph.ts';
import type { ArchitectureCard } from './card.ts';
import { NetworkBuilder, type Size } from './network-builder.ts';

/** Filters, kernel and pool of the four blocks. All convolutions have stride 2; the first has no padding. */
const BLOCKS = [
  { filters: 64, kernel: 22, pool: 4 },
  { filters: 128, kernel: 11, pool: 2 },
  { filters: 256, kernel: 7, pool: 2 },
  { filters: 512, kernel: 3, pool: 2 },
] as const;

const NORM = { epsilon: 1e-3, momentum: 0.99 } as const;

/** The n-th of the layers that Keras names by itself. */
const numbered = (kind: string, index: number): string => (index === 0 ? kind : `${kind}_${String(index)}`);

const ENDPOINTS = {
  stage1: 'batch_normalization',
  stage2: 'batch_normalization_1',
  stage3: 'batch_normalization_2',
  stage4: 'batch_normalization_3',
  features: 'activation',
} as const;

/** Convolution, max pool, batch norm, four times over; as published there is no ReLU between them. `width`: filters times this. */
export function buildKhanCnn23(name: string, width: number, size: Size): Graph {
  const net = new NetworkBuilder(size);
  BLOCKS.forEach(({ filters, kernel, pool }, index) => {
    net.conv(numbered('conv2d', index), filters * width, kernel, { stride: 2, padding: index === 0 ? 'valid' : 'same' });
    net.maxPool(numbered('max_pooling2d', index), pool);
    net.norm(numbered('batch_normalization', index), NORM);
  });
  net.relu('activation');
  return net.graph(name, ENDPOINTS);
}

/**
 * The 23 layers of Khan et al. 2022, without their classifier: layers, filters and sizes are those of the program that the authors
 * published (github.com/saikat15010/Brain-Tumor-Detection, for pictures of three channels). With their classifier, which is the
 * head of the preset of this name, it has their 5,063,362 parameters for two classes. One thing is arranged differently: they
 * average before the ReLU, here the ReLU comes first, so that the head can pool. At 512 × 512 the last map has one position and
 * both are the same.
 */
export const khanCnns: readonly ArchitectureCard[] = [
  {
    name: 'khan-cnn-23',
    family: 'Plain CNN',
    title: 'Khan CNN, 23 layers',
    paper: 'https://doi.org/10.1016/j.csbj.2022.08.039',
    licence: 'Apache-2.0',
    inputSize: [512, 512],
    minimumSize: [364, 364],
    totalParameters: 3_874_240,
    preprocessing: { scale: [1 / 255], offset: [0] },
    endpoints: ENDPOINTS,
    explainEndpoint: 'stage3',
    weights: [],
    build: (size) => buildKhanCnn23('khan-cnn-23', 1, size),
  },
];
