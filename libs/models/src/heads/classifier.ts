import type { Recipe } from '@sagittal/contracts';
import type { Layer, Shape } from '../graph/graph.ts';

/** Names of the layers of every head, so that checkpoints and statistics find them. */
export const HEAD_LAYERS = {
  /** The max pool before flattening. */
  window: 'head_window',
  /** Where the map has become a vector. */
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

/** Keras's defaults. */
const NORM = { epsilon: 1e-3, momentum: 0.99 } as const;

/**
 * From the last map to the vector of features: what is computed once where the backbone is frozen. Where a vector comes out of the
 * backbone, as of a transformer, it is the features.
 */
export function poolingLayers({ pooling, window }: Recipe['head'], input: string, shape: Shape): readonly Layer[] {
  const name = HEAD_LAYERS.pool;
  if (shape.length === 1) return [{ kind: 'reshape', name, inputs: [input], shape }];
  if (pooling === 'average') return [{ kind: 'global-average-pool', name, inputs: [input] }];
  if (pooling === 'max') return [{ kind: 'global-max-pool', name, inputs: [input] }];
  if (window === null) return [{ kind: 'flatten', name, inputs: [input] }];
  const square = [window, window] as const;
  return [
    { kind: 'max-pool2d', name: HEAD_LAYERS.window, inputs: [input], pool: square, strides: square, padding: 'valid' },
    { kind: 'flatten', name, inputs: [HEAD_LAYERS.window] },
  ];
}

/** What stands on the features: standardise, hidden layers, dropout, classifier. */
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
    if (head.batchNorm) push({ kind: 'batch-norm', name: `${name}_bn`, inputs: [last], ...NORM });
  });
  if (head.dropout > 0) push({ kind: 'dropout', name: HEAD_LAYERS.dropout, inputs: [last], rate: head.dropout });
  push({ kind: 'dense', name: HEAD_LAYERS.logits, inputs: [last], units: classCount, bias: true });
  push({ kind: 'softmax', name: HEAD_LAYERS.probabilities, inputs: [last] });
  return layers;
}
