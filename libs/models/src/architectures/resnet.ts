import type { Graph } from '../graph/graph.ts';
import { CAFFE_MEAN, fromBlueGreenRed } from '../weights/caffe-preprocessing.ts';
import type { FileWeightsRow } from '../weights/row.ts';
import type { ArchitectureCard } from './card.ts';
import { NetworkBuilder, type Size } from './network-builder.ts';

/** Filters of the first convolutions of the four stages of blocks: table 1 of the paper. */
const FILTERS = [64, 128, 256, 512] as const;
const NORM = { epsilon: 1.001e-5, momentum: 0.99 } as const;

/** The last map of each resolution. */
function endpointsOf(blocks: readonly number[]): Readonly<Record<string, string>> {
  const outputs = blocks.map((count, index) => `conv${String(index + 2)}_block${String(count)}_out`);
  const stages = ['conv1_relu', ...outputs].map((layer, index) => [`stage${String(index + 1)}`, layer]);
  return { ...Object.fromEntries(stages), features: outputs.at(-1) ?? '' };
}

/**
 * One bottleneck block: 1 × 1, 3 × 3, 1 × 1, and the shortcut added. As in Keras the stride is in the first convolution (the
 * original's version 1), and convolutions have biases although batch norm follows.
 */
function bottleneck(net: NetworkBuilder, name: string, filters: number, stride: number, project: boolean): void {
  const input = net.last;
  let shortcut = input;
  if (project) {
    net.conv(`${name}_0_conv`, 4 * filters, 1, { stride });
    shortcut = net.norm(`${name}_0_bn`, NORM);
  }
  net.conv(`${name}_1_conv`, filters, 1, { from: input, stride });
  net.norm(`${name}_1_bn`, NORM);
  net.relu(`${name}_1_relu`);
  net.conv(`${name}_2_conv`, filters, 3);
  net.norm(`${name}_2_bn`, NORM);
  net.relu(`${name}_2_relu`);
  net.conv(`${name}_3_conv`, 4 * filters, 1);
  net.add(`${name}_add`, [shortcut, net.norm(`${name}_3_bn`, NORM)]);
  net.relu(`${name}_out`);
}

/**
 * @param blocks how many a stage
 * @param filters of each stage's first convolutions
 */
export function buildResNet(name: string, blocks: readonly number[], filters: readonly number[], size: Size): Graph {
  const net = new NetworkBuilder(size);
  net.conv('conv1_conv', filters[0] ?? 0, 7, { stride: 2, padding: 3 });
  net.norm('conv1_bn', NORM);
  net.relu('conv1_relu');
  net.maxPool('pool1_pool', 3, { stride: 2, padding: 1 });
  blocks.forEach((count, index) => {
    for (let block = 1; block <= count; block += 1) {
      const stride = block === 1 && index > 0 ? 2 : 1;
      bottleneck(net, `conv${String(index + 2)}_block${String(block)}`, filters[index] ?? 0, stride, block === 1);
    }
  });
  return net.graph(name, endpointsOf(blocks));
}

interface Variant {
  readonly name: string;
  readonly title: string;
  /** Blocks a stage. */
  readonly blocks: readonly number[];
  readonly totalParameters: number;
  readonly weights: Pick<FileWeightsRow, 'bytes' | 'md5'>;
}

const variants: readonly Variant[] = [
  {
    name: 'resnet50',
    title: 'ResNet50',
    blocks: [3, 4, 6, 3],
    totalParameters: 23_587_712,
    weights: { bytes: 94_765_736, md5: '4d473c1dd8becc155b73f8504c6f6626' },
  },
  {
    name: 'resnet101',
    title: 'ResNet101',
    blocks: [3, 4, 23, 3],
    totalParameters: 42_658_176,
    weights: { bytes: 171_446_536, md5: '88cf7a10940856eca736dc7b7e228a21' },
  },
  {
    name: 'resnet152',
    title: 'ResNet152',
    blocks: [3, 8, 36, 3],
    totalParameters: 58_370_944,
    weights: { bytes: 234_698_864, md5: 'ee4c566cf9a93f14d82f913c2dc6dd0c' },
  },
];

function imageNet({ name, weights }: Variant): FileWeightsRow {
  const file = `${name}_weights_tf_dim_ordering_tf_kernels_notop.h5`;
  return {
    name: `${name}-imagenet`,
    title: 'ImageNet (Kaiming He and others, as published with Keras)',
    format: 'keras-h5',
    file,
    url: `https://storage.googleapis.com/tensorflow/keras-applications/resnet/${file}`,
    sha256: null,
    ...weights,
    source: 'https://keras.io/api/applications/resnet/',
    licence: 'MIT',
    preprocessing: CAFFE_MEAN,
    frozenOnly: false,
    map: (source) => fromBlueGreenRed(source, 'conv1_conv/kernel'),
  };
}

/** ResNet (He et al. 2016), version 1. Class activation maps are drawn from its last map. */
export const resNets: readonly ArchitectureCard[] = variants.map((variant) => ({
  name: variant.name,
  family: 'ResNet',
  title: variant.title,
  paper: 'https://arxiv.org/abs/1512.03385',
  licence: 'Apache-2.0',
  inputSize: [224, 224],
  minimumSize: [32, 32],
  totalParameters: variant.totalParameters,
  preprocessing: CAFFE_MEAN,
  endpoints: endpointsOf(variant.blocks),
  explainEndpoint: 'features',
  weights: [imageNet(variant)],
  build: (size) => buildResNet(variant.name, variant.blocks, FILTERS, size),
}));
