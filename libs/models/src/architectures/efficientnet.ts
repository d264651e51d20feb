import type { Graph, Parameters } from '../graph/graph.ts';
import type { Preprocessing } from '../weights/preprocessing.ts';
import type { FileWeightsRow } from '../weights/row.ts';
import type { ArchitectureCard } from './card.ts';
import { NetworkBuilder, type Size } from './network-builder.ts';

interface Stage {
  readonly kernel: number;
  readonly blocks: number;
  readonly filters: number;
  readonly expansion: number;
  readonly stride: number;
}

/** Table 1 of the paper. */
const STAGES: readonly Stage[] = [
  { kernel: 3, blocks: 1, filters: 16, expansion: 1, stride: 1 },
  { kernel: 3, blocks: 2, filters: 24, expansion: 6, stride: 2 },
  { kernel: 5, blocks: 2, filters: 40, expansion: 6, stride: 2 },
  { kernel: 3, blocks: 3, filters: 80, expansion: 6, stride: 2 },
  { kernel: 5, blocks: 3, filters: 112, expansion: 6, stride: 1 },
  { kernel: 5, blocks: 4, filters: 192, expansion: 6, stride: 2 },
  { kernel: 3, blocks: 1, filters: 320, expansion: 6, stride: 1 },
];
const STEM = 32;
const TOP = 1280;
/** Share of a block's input maps that its gate is computed through. */
const SQUEEZE = 0.25;
/** Rate at which the last block is dropped while training; earlier ones in proportion to where they stand. */
const DROP_RATE = 0.2;

const NORM = { epsilon: 1e-3, momentum: 0.99 } as const;
const UNBIASED = { bias: false, initial: 'he-fan-out' } as const;

export interface EfficientNetShape {
  /** Filters times this (rounded to a multiple of 8), blocks times this (rounded up). */
  readonly width: number;
  readonly depth: number;
}

/** A multiple of 8, never less than nine tenths of what was asked for. */
function roundFilters(filters: number, width: number): number {
  const wanted = filters * width;
  const rounded = Math.max(8, Math.floor((wanted + 4) / 8) * 8);
  return rounded < 0.9 * wanted ? rounded + 8 : rounded;
}

interface Block {
  readonly kernel: number;
  readonly stride: number;
  readonly expansion: number;
  readonly from: number;
  readonly to: number;
  readonly dropRate: number;
}

/** An inverted residual with squeeze-and-excitation. Keras pads by hand before stride 2: that is what 'same' does. */
function block(net: NetworkBuilder, name: string, { kernel, stride, expansion, from, to, dropRate }: Block): void {
  const input = net.last;
  const filters = from * expansion;
  if (expansion > 1) {
    net.conv(`${name}_expand_conv`, filters, 1, UNBIASED);
    net.norm(`${name}_expand_bn`, NORM);
    net.swish(`${name}_expand_activation`);
  }
  net.depthwise(`${name}_dwconv`, kernel, { stride, ...UNBIASED });
  net.norm(`${name}_bn`, NORM);
  const map = net.swish(`${name}_activation`);
  net.push({ kind: 'global-average-pool', name: `${name}_se_squeeze`, inputs: [map] });
  net.push({ kind: 'reshape', name: `${name}_se_reshape`, inputs: [net.last], shape: [1, 1, filters] });
  net.conv(`${name}_se_reduce`, Math.max(1, Math.floor(from * SQUEEZE)), 1, { initial: 'he-fan-out' });
  net.swish(`${name}_se_reduce_activation`);
  net.conv(`${name}_se_expand`, filters, 1, { initial: 'he-fan-out' });
  net.push({ kind: 'sigmoid', name: `${name}_se_expand_activation`, inputs: [net.last] });
  net.push({ kind: 'multiply', name: `${name}_se_excite`, inputs: [map, net.last] });
  net.conv(`${name}_project_conv`, to, 1, UNBIASED);
  net.norm(`${name}_project_bn`, NORM);
  if (stride > 1 || from !== to) return;
  if (dropRate > 0) net.push({ kind: 'stochastic-depth', name: `${name}_drop`, inputs: [net.last], rate: dropRate });
  net.add(`${name}_add`, [net.last, input]);
}

/** EfficientNet with Keras's layer names. Pixels in 0 to 1 go in; the network normalises them by statistics of its own. */
export function buildEfficientNet(name: string, { width, depth }: EfficientNetShape, size: Size): Graph {
  const net = new NetworkBuilder(size);
  net.push({ kind: 'standardize', name: 'normalization', inputs: [net.last], epsilon: 0, counted: true });
  net.conv('stem_conv', roundFilters(STEM, width), 3, { stride: 2, ...UNBIASED });
  net.norm('stem_bn', NORM);
  net.swish('stem_activation');
  const counts = STAGES.map(({ blocks }) => Math.ceil(blocks * depth));
  const total = counts.reduce((sum, count) => sum + count, 0);
  let [from, index] = [roundFilters(STEM, width), 0];
  const outputs = STAGES.map(({ kernel, filters, expansion, stride }, stage) => {
    const to = roundFilters(filters, width);
    for (let repeat = 0; repeat < (counts[stage] ?? 0); repeat += 1) {
      block(net, `block${String(stage + 1)}${String.fromCharCode(97 + repeat)}`, {
        kernel,
        stride: repeat === 0 ? stride : 1,
        expansion,
        from,
        to,
        dropRate: (DROP_RATE * index) / total,
      });
      from = to;
      index += 1;
    }
    return net.last;
  });
  net.conv('top_conv', roundFilters(TOP, width), 1, UNBIASED);
  net.norm('top_bn', NORM);
  net.swish('top_activation');
  const [stage1 = '', stage2 = '', stage3 = '', , stage4 = '', , stage5 = ''] = outputs;
  return net.graph(name, { stage1, stage2, stage3, stage4, stage5, features: 'top_activation' });
}

const ZERO_TO_ONE: Preprocessing = { scale: [1 / 255], offset: [0] };

/** Deviations of ImageNet's red, green and blue. */
const IMAGENET_DEVIATION = [0.229, 0.224, 0.225] as const;

/**
 * Keras divides by √deviation once more behind the normalisation, where it has these weights: they were trained on pixels that had
 * been divided by the variance. Here that is part of the variance: √(variance · deviation) = √variance · √deviation.
 */
function withRescaling(source: Parameters): Parameters {
  const renamed = [...source].map(([name, tensor]) => [name.replace(/^normalization_\d+\//, 'normalization/'), tensor] as const);
  return new Map(
    renamed.map(([name, tensor]) => [
      name,
      name === 'normalization/variance'
        ? { shape: tensor.shape, data: tensor.data.map((value, channel) => value * (IMAGENET_DEVIATION[channel] ?? NaN)) }
        : tensor,
    ]),
  );
}

const imageNetB0: FileWeightsRow = {
  name: 'efficientnet-b0-imagenet',
  title: 'ImageNet (Google, as published with Keras)',
  format: 'keras-h5',
  file: 'efficientnetb0_notop.h5',
  url: 'https://storage.googleapis.com/keras-applications/efficientnetb0_notop.h5',
  sha256: null,
  md5: '50bc09e76180e00e4465e1a485ddc09d',
  bytes: 16_705_208,
  source: 'https://keras.io/api/applications/efficientnet/',
  licence: 'Apache-2.0',
  preprocessing: ZERO_TO_ONE,
  frozenOnly: false,
  map: withRescaling,
};

const variants = [
  {
    name: 'efficientnet-b0',
    title: 'EfficientNet-B0',
    shape: { width: 1, depth: 1 },
    side: 224,
    totalParameters: 4_049_571,
    weights: [imageNetB0],
  },
] as const;

/** EfficientNet (Tan and Le 2019). Class activation maps are drawn from its last map. */
export const efficientNets: readonly ArchitectureCard[] = variants.map(
  ({ name, title, shape, side, totalParameters, weights }) => ({
    name,
    family: 'EfficientNet',
    title,
    paper: 'https://arxiv.org/abs/1905.11946',
    licence: 'Apache-2.0',
    inputSize: [side, side],
    minimumSize: [32, 32],
    totalParameters,
    preprocessing: ZERO_TO_ONE,
    endpoints: buildEfficientNet(name, shape, { height: side, width: side }).endpoints,
    explainEndpoint: 'features',
    weights,
    build: (size) => buildEfficientNet(name, shape, size),
  }),
);
