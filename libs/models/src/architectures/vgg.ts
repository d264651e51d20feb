import type { Graph } from '../graph/graph.ts';
import { CAFFE_MEAN, fromBlueGreenRed } from '../weights/caffe-preprocessing.ts';
import type { FileWeightsRow } from '../weights/row.ts';
import type { ArchitectureCard } from './card.ts';
import { NetworkBuilder, type Size } from './network-builder.ts';

/** Filters of the five blocks: table 1 of the paper. */
const FILTERS = [64, 128, 256, 512, 512] as const;

/** The last map of each resolution, and the last one pooled. */
function endpointsOf(convolutions: readonly number[]): Readonly<Record<string, string>> {
  const stages = convolutions.map((count, index) => [
    `stage${String(index + 1)}`,
    `block${String(index + 1)}_conv${String(count)}_relu`,
  ]);
  return { ...Object.fromEntries(stages), features: `block${String(convolutions.length)}_pool` };
}

/**
 * Blocks of 3 × 3 convolutions, each followed by a max pool, with Keras's layer names.
 * @param convolutions how many a block
 * @param filters of each block
 */
export function buildVgg(name: string, convolutions: readonly number[], filters: readonly number[], size: Size): Graph {
  const net = new NetworkBuilder(size);
  convolutions.forEach((count, index) => {
    const block = `block${String(index + 1)}`;
    for (let number = 1; number <= count; number += 1) {
      const conv = net.conv(`${block}_conv${String(number)}`, filters[index] ?? 0, 3);
      net.relu(`${conv}_relu`);
    }
    net.maxPool(`${block}_pool`, 2);
  });
  return net.graph(name, endpointsOf(convolutions));
}

interface Variant {
  readonly name: string;
  readonly title: string;
  /** Convolutions a block. */
  readonly convolutions: readonly number[];
  readonly totalParameters: number;
  readonly weights: Pick<FileWeightsRow, 'bytes' | 'md5'>;
}

const variants: readonly Variant[] = [
  {
    name: 'vgg16',
    title: 'VGG16',
    convolutions: [2, 2, 3, 3, 3],
    totalParameters: 14_714_688,
    weights: { bytes: 58_889_256, md5: '6d6bbae143d832006294945121d1f1fc' },
  },
  {
    name: 'vgg19',
    title: 'VGG19',
    convolutions: [2, 2, 4, 4, 4],
    totalParameters: 20_024_384,
    weights: { bytes: 80_134_624, md5: '253f8cb515780f3b799900260a226db6' },
  },
];

function imageNet({ name, weights }: Variant): FileWeightsRow {
  const file = `${name}_weights_tf_dim_ordering_tf_kernels_notop.h5`;
  return {
    name: `${name}-imagenet`,
    title: 'ImageNet (Visual Geometry Group, Oxford, as published with Keras)',
    format: 'keras-h5',
    file,
    url: `https://storage.googleapis.com/tensorflow/keras-applications/${name}/${file}`,
    sha256: null,
    ...weights,
    source: 'https://keras.io/api/applications/vgg/',
    licence: 'CC-BY-4.0',
    preprocessing: CAFFE_MEAN,
    frozenOnly: false,
    map: (source) => fromBlueGreenRed(source, 'block1_conv1/kernel'),
  };
}

/** VGG (Simonyan and Zisserman 2015). Class activation maps are drawn from the last convolution, before the last pool. */
export const vggs: readonly ArchitectureCard[] = variants.map((variant) => ({
  name: variant.name,
  family: 'VGG',
  title: variant.title,
  paper: 'https://arxiv.org/abs/1409.1556',
  licence: 'Apache-2.0',
  inputSize: [224, 224],
  minimumSize: [32, 32],
  totalParameters: variant.totalParameters,
  preprocessing: CAFFE_MEAN,
  endpoints: endpointsOf(variant.convolutions),
  explainEndpoint: 'stage5',
  weights: [imageNet(variant)],
  build: (size) => buildVgg(variant.name, variant.convolutions, FILTERS, size),
}));
