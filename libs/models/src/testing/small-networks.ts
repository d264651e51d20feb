import { type RecipeInput, recipeSchema } from '@sagittal/contracts';
import { buildDenseNet } from '../architectures/densenet.ts';
import { buildEfficientNet } from '../architectures/efficientnet.ts';
import { buildInceptionV3 } from '../architectures/inception-v3.ts';
import { buildKhanCnn } from '../architectures/khan-cnn-23.ts';
import { buildMobileNetV2 } from '../architectures/mobilenet-v2.ts';
import { buildResNet } from '../architectures/resnet.ts';
import { buildVgg } from '../architectures/vgg.ts';
import { buildViT } from '../architectures/vit.ts';
import type { Graph, Shape } from '../graph/graph.ts';
import { parameterShapes } from '../graph/parameters.ts';
import { inferShapes } from '../graph/shapes.ts';
import { classifierLayers, HEAD_LAYERS, poolingLayers } from '../heads/classifier.ts';

const CLASSES = 3;

/** A small version of each family, of all its kinds of blocks: what its gradients are compared by. Odd sizes. */
const families: readonly { readonly backbone: Graph; readonly head?: RecipeInput['head'] }[] = [
  { backbone: buildVgg('vgg', [1, 2, 1], [4, 5, 6], { height: 29, width: 22 }), head: { dense: [7, 7, 5] } },
  { backbone: buildResNet('resnet', [2, 2], [3, 4], { height: 37, width: 30 }) },
  {
    backbone: buildInceptionV3(
      'inception',
      { width: 0.08, leftOut: ['mixed0', 'mixed1', 'mixed4', 'mixed5', 'mixed6', 'mixed9'] },
      { height: 107, width: 113 },
    ),
    head: { pooling: 'flatten', window: 2, dense: [5] },
  },
  {
    backbone: buildMobileNetV2(
      'mobilenet',
      {
        alpha: 1,
        first: 8,
        last: 16,
        stages: [
          { expansion: 1, filters: 8, blocks: 1, stride: 1 },
          { expansion: 6, filters: 16, blocks: 2, stride: 2 },
        ],
      },
      { height: 33, width: 26 },
      { features: 'out_relu' },
    ),
  },
  {
    backbone: buildKhanCnn(
      'khan',
      [
        { filters: 3, kernel: 6, pool: 2 },
        { filters: 4, kernel: 5, pool: 2 },
      ],
      { height: 41, width: 35 },
    ),
    head: { dense: [7, 5], batchNorm: true },
  },
  { backbone: buildDenseNet('densenet', { blocks: [2, 2, 1], growth: 3, stem: 6 }, { height: 43, width: 35 }) },
  { backbone: buildEfficientNet('efficientnet', { width: 0.1, depth: 0.5 }, { height: 45, width: 51 }) },
  { backbone: buildViT('vit', { patch: 4, features: 12, heads: 3, blocks: 2 }, { height: 17, width: 12 }) },
];

function withHead({ backbone, head: given = {} }: (typeof families)[number]): Graph {
  const { head } = recipeSchema.parse({ backbone: { architecture: backbone.name }, head: given });
  const shape = inferShapes(backbone).get(backbone.output) ?? [];
  return {
    ...backbone,
    layers: [
      ...backbone.layers,
      ...poolingLayers(head, backbone.output, shape),
      ...classifierLayers(head, CLASSES, HEAD_LAYERS.pool),
    ],
    output: HEAD_LAYERS.probabilities,
  };
}

export const smallNetworks: readonly Graph[] = families.map(withHead);

/** Shape of every parameter, and whether it can be trained: what a generator of golden values asks for. */
export function parametersOf(graph: Graph): Readonly<Record<string, readonly [shape: Shape, trainable: boolean]>> {
  return Object.fromEntries([...parameterShapes(graph)].map(([name, { shape, trainable }]) => [name, [shape, trainable]]));
}
