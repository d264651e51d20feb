import type { Graph } from '../graph/graph.ts';
import type { Preprocessing } from '../weights/preprocessing.ts';
import type { FileWeightsRow } from '../weights/row.ts';
import type { ArchitectureCard } from './card.ts';
import { NetworkBuilder, type Size } from './network-builder.ts';

const NORM = { epsilon: 1.001e-5, momentum: 0.99 } as const;
const UNBIASED = { bias: false } as const;

export interface DenseNetShape {
  /** Layers of each dense block. */
  readonly blocks: readonly number[];
  /** Maps that each layer adds. */
  readonly growth: number;
  /** Filters of the first convolution. */
  readonly stem: number;
}

/** The last map of each of the five resolutions. */
function endpointsOf(blocks: readonly number[]): Readonly<Record<string, string>> {
  const outputs = blocks.map((count, index) => `conv${String(index + 2)}_block${String(count)}_concat`);
  const stages = ['conv1_relu', ...outputs].map((layer, index) => [`stage${String(index + 1)}`, layer]);
  return { ...Object.fromEntries(stages), features: 'relu' };
}

/** Norm, ReLU, 1 × 1, norm, ReLU, 3 × 3; what comes out is laid beside what went in. Returns the number of maps there are now. */
function denseLayer(net: NetworkBuilder, name: string, maps: number, growth: number): number {
  const input = net.last;
  net.norm(`${name}_0_bn`, NORM);
  net.relu(`${name}_0_relu`);
  net.conv(`${name}_1_conv`, 4 * growth, 1, UNBIASED);
  net.norm(`${name}_1_bn`, NORM);
  net.relu(`${name}_1_relu`);
  net.concat(`${name}_concat`, [input, net.conv(`${name}_2_conv`, growth, 3, UNBIASED)]);
  return maps + growth;
}

/** Between two blocks: half the maps at half the resolution. */
function transition(net: NetworkBuilder, name: string, maps: number): number {
  const kept = Math.floor(maps / 2);
  net.norm(`${name}_bn`, NORM);
  net.relu(`${name}_relu`);
  net.conv(`${name}_conv`, kept, 1, UNBIASED);
  net.averagePool(`${name}_pool`, 2);
  return kept;
}

/** DenseNet with bottleneck and compression (DenseNet-BC), with Keras's layer names. */
export function buildDenseNet(name: string, { blocks, growth, stem }: DenseNetShape, size: Size): Graph {
  const net = new NetworkBuilder(size);
  net.conv('conv1_conv', stem, 7, { stride: 2, padding: 3, ...UNBIASED });
  net.norm('conv1_bn', NORM);
  net.relu('conv1_relu');
  net.maxPool('pool1', 3, { stride: 2, padding: 1 });
  let maps = stem;
  blocks.forEach((count, index) => {
    if (index > 0) maps = transition(net, `pool${String(index + 1)}`, maps);
    for (let layer = 1; layer <= count; layer += 1)
      maps = denseLayer(net, `conv${String(index + 2)}_block${String(layer)}`, maps, growth);
  });
  net.norm('bn', NORM);
  net.relu('relu');
  return net.graph(name, endpointsOf(blocks));
}

/** Pixels in 0 to 1, less ImageNet's mean, by its deviation: `mode='torch'` in Keras. */
const TORCH: Preprocessing = {
  scale: [0.229, 0.224, 0.225].map((deviation) => 1 / (255 * deviation)),
  offset: [-0.485 / 0.229, -0.456 / 0.224, -0.406 / 0.225],
};

const FILE = 'densenet121_weights_tf_dim_ordering_tf_kernels_notop.h5';

const imageNet121: FileWeightsRow = {
  name: 'densenet121-imagenet',
  title: 'ImageNet (Gao Huang and others, as published with Keras)',
  format: 'keras-h5',
  file: FILE,
  url: `https://storage.googleapis.com/tensorflow/keras-applications/densenet/${FILE}`,
  sha256: null,
  md5: '30ee3e1110167f948a6b9946edeeb738',
  bytes: 29_084_464,
  source: 'https://keras.io/api/applications/densenet/',
  licence: 'BSD-3-Clause',
  preprocessing: TORCH,
  frozenOnly: false,
  // the file is of a time when Keras allowed a slash in a layer's name
  map: (source) => new Map([...source].map(([name, tensor]) => [name.replace(/^conv1\/(conv|bn)\//, 'conv1_$1/'), tensor])),
};

const variants = [
  {
    name: 'densenet121',
    title: 'DenseNet121',
    shape: { blocks: [6, 12, 24, 16], growth: 32, stem: 64 },
    totalParameters: 7_037_504,
    weights: [imageNet121],
  },
] as const;

/** DenseNet (Huang et al. 2017). Class activation maps are drawn from its last map. */
export const denseNets: readonly ArchitectureCard[] = variants.map(({ name, title, shape, totalParameters, weights }) => ({
  name,
  family: 'DenseNet',
  title,
  paper: 'https://arxiv.org/abs/1608.06993',
  licence: 'Apache-2.0',
  inputSize: [224, 224],
  minimumSize: [32, 32],
  totalParameters,
  preprocessing: TORCH,
  endpoints: endpointsOf(shape.blocks),
  explainEndpoint: 'features',
  weights,
  build: (size) => buildDenseNet(name, shape, size),
}));
