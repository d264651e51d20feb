import { AppError } from '@sagittal/contracts';
import type { LayerKind } from '../../graph/graph.ts';
import { add } from './add.ts';
import { attention } from './attention.ts';
import { averagePool2d } from './average-pool2d.ts';
import { batchNorm } from './batch-norm.ts';
import { classToken } from './class-token.ts';
import { concat } from './concat.ts';
import { conv2d } from './conv2d.ts';
import { dense } from './dense.ts';
import { depthwiseConv2d } from './depthwise-conv2d.ts';
import { dropout } from './dropout.ts';
import { flatten } from './flatten.ts';
import { gelu } from './gelu.ts';
import { globalAveragePool } from './global-average-pool.ts';
import { globalMaxPool } from './global-max-pool.ts';
import { input } from './input.ts';
import { layerNorm } from './layer-norm.ts';
import { maxPool2d } from './max-pool2d.ts';
import { multiply } from './multiply.ts';
import { positionEmbedding } from './position-embedding.ts';
import { relu } from './relu.ts';
import { rescale } from './rescale.ts';
import { reshape } from './reshape.ts';
import type { LayerRule } from './rule.ts';
import { sigmoid } from './sigmoid.ts';
import { softmax } from './softmax.ts';
import { standardize } from './standardize.ts';
import { stochasticDepth } from './stochastic-depth.ts';
import { swish } from './swish.ts';
import { takeToken } from './take-token.ts';

const rules: { readonly [K in LayerKind]: LayerRule<K> } = {
  input,
  rescale,
  conv2d,
  'depthwise-conv2d': depthwiseConv2d,
  'batch-norm': batchNorm,
  relu,
  'max-pool2d': maxPool2d,
  'average-pool2d': averagePool2d,
  add,
  concat,
  flatten,
  'global-average-pool': globalAveragePool,
  'global-max-pool': globalMaxPool,
  standardize,
  dropout,
  'stochastic-depth': stochasticDepth,
  dense,
  sigmoid,
  swish,
  gelu,
  multiply,
  reshape,
  'layer-norm': layerNorm,
  'class-token': classToken,
  'position-embedding': positionEmbedding,
  attention,
  'take-token': takeToken,
  softmax,
};

/** The rule of one kind of layer. @throws AppError INVALID_INPUT for a kind that there is not, as in a graph that came as data. */
export function ruleOf(kind: LayerKind): LayerRule<LayerKind> {
  if (Object.hasOwn(rules, kind)) return rules[kind];
  throw new AppError('INVALID_INPUT', {
    message: `There is no layer of the kind ${kind}.`,
    item: kind,
    hint: `Known: ${Object.keys(rules).join(', ')}.`,
  });
}
