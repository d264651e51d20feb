import type { Recipe } from '@sagittal/contracts';
import type { Layer } from '../graph/graph.ts';

/** Names of the layers of every head, so that checkpoints and statistics find them. */
export const HEAD_LAYERS = {
  pool: 'head_pool',
  standardize: 'head_standardize',
  dropout: 'head_dropout',
  logits: 'head_logits',
  probabilities: 'probabilities',
} as const;

/**
 * Added to a feature's variance before it is divided by. Large enough that a feature which was constant in training cannot
 * blow up on a new image.
 */
const STANDARDIZE_EPSILON = 1e-3;

export function poolingLayer(pooling: Recipe['head']['pooling'], input: string): Layer {
  return { kind: pooling === 'average' ? 'global-average-pool' : 'global-max-pool', name: HEAD_LAYERS.pool, inputs: [input] };
}

/** What stands on the pooled features: standardise, hidden layers, dropout, classifier. */
export function classifierLayers(head: Recipe['head'], classCount: number, input: string): readonly Layer[] {
  const layers: Layer[] = [];
  let last = input;
  const push = (layer: Layer): void => {
    layers.push(layer);
    last = layer.name;
  };
  if (head.standardize)
    push({ kind: 'standardize', name: HEAD_LAYERS.standardize, inputs: [last], epsilon: STANDARDIZE_EPSILON });
  head.dense.forEach((units, index) => {
    const name = `head_dense_${String(index + 1)}`;
    push({ kind: 'dense', name, inputs: [last], units, bias: true });
    push({ kind: 'relu', name: `${name}_relu`, inputs: [last], max: null });
  });
  if (head.dropout > 0) push({ kind: 'dropout', name: HEAD_LAYERS.dropout, inputs: [last], rate: head.dropout });
  push({ kind: 'dense', name: HEAD_LAYERS.logits, inputs: [last], units: classCount, bias: true });
  push({ kind: 'softmax', name: HEAD_LAYERS.probabilities, inputs: [last] });
  return layers;
}
