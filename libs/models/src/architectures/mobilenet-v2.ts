import type { Graph } from '../graph/graph.ts';
import { unfoldBatchNorm } from '../weights/folded-batch-norm.ts';
import type { Preprocessing } from '../weights/preprocessing.ts';
import type { FileWeightsRow, FolderWeightsRow } from '../weights/row.ts';
import type { ArchitectureCard } from './card.ts';
import { NetworkBuilder, type Size } from './network-builder.ts';

const NORM = { epsilon: 1e-3, momentum: 0.999 } as const;

/** Expansion, filters, blocks, first stride: table 2 of the paper. */
const STAGES = [
  { expansion: 1, filters: 16, blocks: 1, stride: 1 },
  { expansion: 6, filters: 24, blocks: 2, stride: 2 },
  { expansion: 6, filters: 32, blocks: 3, stride: 2 },
  { expansion: 6, filters: 64, blocks: 4, stride: 2 },
  { expansion: 6, filters: 96, blocks: 3, stride: 1 },
  { expansion: 6, filters: 160, blocks: 3, stride: 2 },
  { expansion: 6, filters: 320, blocks: 1, stride: 1 },
] as const;

/** Rounded to a multiple of 8, never down by more than a tenth. */
function channels(filters: number, alpha: number): number {
  const wanted = filters * alpha;
  const rounded = Math.max(8, Math.floor((wanted + 4) / 8) * 8);
  return rounded < 0.9 * wanted ? rounded + 8 : rounded;
}

interface Stage {
  readonly expansion: number;
  readonly filters: number;
  readonly blocks: number;
  readonly stride: number;
}

/** The last map of each of the five resolutions, and the last one widened. */
const ENDPOINTS = {
  stage1: 'expanded_conv_project_BN',
  stage2: 'block_2_add',
  stage3: 'block_5_add',
  stage4: 'block_12_add',
  stage5: 'block_16_project_BN',
  features: 'out_relu',
} as const;

/**
 * Inverted residuals and linear bottlenecks, with Keras's layer names; its padding layers are the 'same' of the convolutions.
 * @param plan `first` and `last`: filters of the first and last convolution.
 */
export function buildMobileNetV2(
  name: string,
  plan: { readonly alpha: number; readonly stages: readonly Stage[]; readonly first: number; readonly last: number },
  size: Size,
  endpoints: Readonly<Record<string, string>> = ENDPOINTS,
): Graph {
  const net = new NetworkBuilder(size);
  const norm = (layer: string): string => net.norm(layer, NORM);
  net.conv('Conv1', channels(plan.first, plan.alpha), 3, { stride: 2, bias: false });
  norm('bn_Conv1');
  net.relu('Conv1_relu', 6);
  let current = channels(plan.first, plan.alpha);
  let index = 0;
  for (const { expansion, filters, blocks, stride } of plan.stages) {
    for (let block = 0; block < blocks; block += 1) {
      const prefix = index === 0 ? 'expanded_conv' : `block_${String(index)}`;
      const shortcut = net.last;
      const step = block === 0 ? stride : 1;
      const output = channels(filters, plan.alpha);
      if (expansion > 1) {
        net.conv(`${prefix}_expand`, expansion * current, 1, { bias: false });
        norm(`${prefix}_expand_BN`);
        net.relu(`${prefix}_expand_relu`, 6);
      }
      net.depthwise(`${prefix}_depthwise`, 3, { stride: step });
      norm(`${prefix}_depthwise_BN`);
      net.relu(`${prefix}_depthwise_relu`, 6);
      net.conv(`${prefix}_project`, output, 1, { bias: false });
      norm(`${prefix}_project_BN`);
      if (step === 1 && output === current) net.add(`${prefix}_add`, [shortcut, net.last]);
      current = output;
      index += 1;
    }
  }
  net.conv('Conv_1', channels(plan.last, Math.max(1, plan.alpha)), 1, { bias: false });
  norm('Conv_1_bn');
  net.relu('out_relu', 6);
  return net.graph(name, endpoints);
}

const FULL = { alpha: 1, stages: STAGES, first: 32, last: 1280 } as const;

const PLUS_MINUS_ONE: Preprocessing = { scale: [1 / 127.5], offset: [-1] };

/** TF-Slim calls the first block `block_0`. */
const slimName = (layer: string): string => layer.replace(/^expanded_conv_/, 'block_0_');

const slim100: FolderWeightsRow = {
  name: 'mobilenetv2-100-slim',
  title: 'ImageNet (TF-Slim mobilenet_v2_1.0_224, batch norm folded, float16)',
  folder: 'mobilenet_v2_100_slim_notop',
  format: 'tfjs-layers',
  bytes: 4_456_096,
  source: 'https://github.com/ibelem/test-data (models/mobilenetv2_nhwc, revision d9f15370)',
  licence: 'Apache-2.0',
  preprocessing: PLUS_MINUS_ONE,
  frozenOnly: true,
  map: (source) => unfoldBatchNorm(buildMobileNetV2('mobilenetv2-1.0', FULL, { height: 224, width: 224 }), source, slimName),
};

/** `alpha`: the width, by which all filters are multiplied. */
interface Variant {
  readonly alpha: number;
  readonly totalParameters: number;
  /** Size of the file that Keras publishes; null: not known. */
  readonly bytes: number | null;
}

const variants: readonly Variant[] = [
  { alpha: 0.35, totalParameters: 410_208, bytes: null },
  { alpha: 0.5, totalParameters: 706_224, bytes: null },
  { alpha: 0.75, totalParameters: 1_382_064, bytes: null },
  { alpha: 1, totalParameters: 2_257_984, bytes: 9_406_464 },
  { alpha: 1.3, totalParameters: 3_766_048, bytes: null },
  { alpha: 1.4, totalParameters: 4_363_712, bytes: null },
];

/** As in recipes and file names: 0.5, 1.0. */
const widthName = (alpha: number): string => (Number.isInteger(alpha) ? alpha.toFixed(1) : String(alpha));

/** Keras publishes no hash of these files. */
function imageNet({ alpha, bytes }: Variant): FileWeightsRow {
  const file = `mobilenet_v2_weights_tf_dim_ordering_tf_kernels_${widthName(alpha)}_224_no_top.h5`;
  return {
    name: `mobilenetv2-${widthName(alpha)}-imagenet`,
    title: 'ImageNet (as published with Keras)',
    format: 'keras-h5',
    file,
    url: `https://storage.googleapis.com/tensorflow/keras-applications/mobilenet_v2/${file}`,
    sha256: null,
    md5: null,
    bytes,
    source: 'https://keras.io/api/applications/mobilenet/',
    licence: 'Apache-2.0',
    preprocessing: PLUS_MINUS_ONE,
    frozenOnly: false,
  };
}

/** MobileNetV2 (Sandler et al. 2018) at the widths that Keras has weights of. Class activation maps are drawn from its last map. */
export const mobileNetsV2: readonly ArchitectureCard[] = variants.map((variant) => {
  const name = `mobilenetv2-${widthName(variant.alpha)}`;
  return {
    name,
    family: 'MobileNetV2',
    title: `MobileNetV2 ${widthName(variant.alpha)}`,
    paper: 'https://arxiv.org/abs/1801.04381',
    licence: 'Apache-2.0',
    inputSize: [224, 224],
    minimumSize: [32, 32],
    totalParameters: variant.totalParameters,
    preprocessing: PLUS_MINUS_ONE,
    endpoints: ENDPOINTS,
    explainEndpoint: 'features',
    weights: variant.alpha === 1 ? [slim100, imageNet(variant)] : [imageNet(variant)],
    build: (size) => buildMobileNetV2(name, { ...FULL, alpha: variant.alpha }, size),
  };
});
