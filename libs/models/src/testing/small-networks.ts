import { recipeSchema } from '@sagittal/contracts';
import { buildDenseNet } from '../architectures/densenet.ts';
import { buildEfficientNet } from '../architectures/efficientnet.ts';
import { buildViT } from '../architectures/vit.ts';
import type { Graph, Shape } from '../graph/graph.ts';
import { parameterShapes } from '../graph/parameters.ts';
import { inferShapes } from '../graph/shapes.ts';
import { classifierLayers, HEAD_LAYERS, poolingLayers } from '../heads/classifier.ts';

const CLASSES = 3;

/** A small version of each family, of all its kinds of blocks: what its gradients are compared by. Odd sizes. */
const backbones: readonly Graph[] = [
  buildDenseNet('densenet', { blocks: [2, 2, 1], growth: 3, stem: 6 }, { height: 43, width: 35 }),
  buildEfficientNet('efficientnet', { width: 0.1, depth: 0.5 }, { height: 45, width: 51 }),
  buildViT('vit', { patch: 4, features: 12, heads: 3, blocks: 2 }, { height: 17, width: 12 }),
];

function withHead(backbone: Graph): Graph {
  const { head } = recipeSchema.parse({ backbone: { architecture: backbone.name } });
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

export const smallNetworks: readonly Graph[] = backbones.map(withHead);

/** Shape of every parameter, and whether it can be trained: what a generator of golden values asks for. */
export function parametersOf(graph: Graph): Readonly<Record<string, readonly [shape: Shape, trainable: boolean]>> {
  return Object.fromEntries([...parameterShapes(graph)].map(([name, { shape, trainable }]) => [name, [shape, trainable]]));
}
