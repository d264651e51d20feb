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

interface Block {
  readonly filters: number;
  readonly kernel: number;
  readonly pool: number;
}

/** The last map of each resolution. */
function endpointsOf(blocks: readonly Block[]): Readonly<Record<string, string>> {
  const stages = blocks.map((_, index) => [`stage${String(index + 1)}`, numbered('batch_normalization', index)]);
  return { ...Object.fromEntries(stages), features: 'activation' };
}

/** Convolution, max pool, batch norm, over and over; as published there is no ReLU between them. */
export function buildKhanCnn(name: string, blocks: readonly Block[], size: Size): Graph {
  const net = new NetworkBuilder(size);
  blocks.forEach(({ filters, kernel, pool }, index) => {
    net.conv(numbered('conv2d', index), filters, kernel, { stride: 2, padding: index === 0 ? 'valid' : 'same' });
    net.maxPool(numbered('max_pooling2d', index), pool);
    net.norm(numbered('batch_normalization', index), NORM);
  });
  net.relu('activation');
  return net.graph(name, endpointsOf(blocks));
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
    endpoints: endpointsOf(BLOCKS),
    explainEndpoint: 'stage3',
    weights: [],
    build: (size) => buildKhanCnn('khan-cnn-23', BLOCKS, size),
  },
];
