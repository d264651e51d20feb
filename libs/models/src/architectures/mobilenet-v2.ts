import type { Graph, Layer } from '../graph/graph.ts';
import { unfoldBatchNorm } from '../weights/folded-batch-norm.ts';
import type { Preprocessing } from '../weights/preprocessing.ts';
import type { WeightsRow } from '../weights/row.ts';
import type { ArchitectureCard } from './card.ts';

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

/** Inverted residuals and linear bottlenecks, with Keras's layer names; its padding layers are the 'same' of the convolutions. */
function build(alpha: number, name: string, { height, width }: { readonly height: number; readonly width: number }): Graph {
  const layers: Layer[] = [{ kind: 'input', name: 'input', inputs: [], shape: [height, width, 3] }];
  let last = 'input';
  const push = (layer: Layer): void => {
    layers.push(layer);
    last = layer.name;
  };
  const convolution = (layer: string, filters: number, size: number, stride: number): void =>
    push({
      kind: 'conv2d',
      name: layer,
      inputs: [last],
      filters,
      kernel: [size, size],
      strides: [stride, stride],
      padding: 'same',
      bias: false,
    });
  const norm = (layer: string): void => push({ kind: 'batch-norm', name: layer, inputs: [last], epsilon: 1e-3, momentum: 0.999 });
  const relu6 = (layer: string): void => push({ kind: 'relu', name: layer, inputs: [last], max: 6 });

  convolution('Conv1', channels(32, alpha), 3, 2);
  norm('bn_Conv1');
  relu6('Conv1_relu');
  let current = channels(32, alpha);
  let index = 0;
  for (const { expansion, filters, blocks, stride } of STAGES) {
    for (let block = 0; block < blocks; block += 1) {
      const prefix = index === 0 ? 'expanded_conv' : `block_${String(index)}`;
      const shortcut = last;
      const step = block === 0 ? stride : 1;
      const output = channels(filters, alpha);
      if (expansion > 1) {
        convolution(`${prefix}_expand`, expansion * current, 1, 1);
        norm(`${prefix}_expand_BN`);
        relu6(`${prefix}_expand_relu`);
      }
      push({
        kind: 'depthwise-conv2d',
        name: `${prefix}_depthwise`,
        inputs: [last],
        kernel: [3, 3],
        strides: [step, step],
        padding: 'same',
        bias: false,
      });
      norm(`${prefix}_depthwise_BN`);
      relu6(`${prefix}_depthwise_relu`);
      convolution(`${prefix}_project`, output, 1, 1);
      norm(`${prefix}_project_BN`);
      if (step === 1 && output === current) push({ kind: 'add', name: `${prefix}_add`, inputs: [shortcut, last] });
      current = output;
      index += 1;
    }
  }
  convolution('Conv_1', channels(1280, Math.max(1, alpha)), 1, 1);
  norm('Conv_1_bn');
  relu6('out_relu');
  return { name, layers, endpoints: { features: 'out_relu' }, output: 'out_relu' };
}

const PLUS_MINUS_ONE: Preprocessing = { scale: [1 / 127.5], offset: [-1] };

/** TF-Slim calls the first block `block_0`. */
const slimName = (layer: string): string => layer.replace(/^expanded_conv_/, 'block_0_');

const slim100: WeightsRow = {
  name: 'mobilenetv2-100-slim',
  title: 'ImageNet (TF-Slim mobilenet_v2_1.0_224, batch norm folded, float16)',
  folder: 'mobilenet_v2_100_slim_notop',
  format: 'tfjs-layers',
  bytes: 4_456_096,
  source: 'https://github.com/ibelem/test-data (models/mobilenetv2_nhwc, revision d9f15370)',
  licence: 'Apache-2.0',
  preprocessing: PLUS_MINUS_ONE,
  frozenOnly: true,
  map: (source) => unfoldBatchNorm(build(1, 'mobilenetv2-1.0', { height: 224, width: 224 }), source, slimName),
};

const variants = [
  { name: 'mobilenetv2-1.0', title: 'MobileNetV2 1.0', alpha: 1, totalParameters: 2_257_984, weights: [slim100] },
] as const;

export const mobileNetsV2: readonly ArchitectureCard[] = variants.map(({ name, title, alpha, totalParameters, weights }) => ({
  name,
  family: 'MobileNetV2',
  title,
  paper: 'https://arxiv.org/abs/1801.04381',
  licence: 'Apache-2.0',
  inputSize: [224, 224],
  minimumSize: [32, 32],
  totalParameters,
  preprocessing: PLUS_MINUS_ONE,
  endpoints: { features: 'out_relu' },
  explainEndpoint: 'features',
  weights,
  build: (size) => build(alpha, name, size),
}));
