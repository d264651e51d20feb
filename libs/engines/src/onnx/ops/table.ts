import type { Op, OpKind } from '@sagittal/models';
import type { Lowering, LoweringContext } from '../lowering.ts';
import { adam } from './adam.ts';
import { adamw } from './adamw.ts';
import { add } from './add.ts';
import { attention } from './attention.ts';
import { attentionGrad } from './attention-grad.ts';
import { batchNorm } from './batch-norm.ts';
import { batchNormGrad } from './batch-norm-grad.ts';
import { batchSum } from './batch-sum.ts';
import { channelDot } from './channel-dot.ts';
import { channelSum } from './channel-sum.ts';
import { concat } from './concat.ts';
import { constant } from './constant.ts';
import { conv } from './conv.ts';
import { convGradInput } from './conv-grad-input.ts';
import { convGradWeight } from './conv-grad-weight.ts';
import { dense } from './dense.ts';
import { denseGradInput } from './dense-grad-input.ts';
import { denseGradWeight } from './dense-grad-weight.ts';
import { depthwiseConv } from './depthwise-conv.ts';
import { depthwiseConvGradInput } from './depthwise-conv-grad-input.ts';
import { depthwiseConvGradWeight } from './depthwise-conv-grad-weight.ts';
import { gelu } from './gelu.ts';
import { geluGrad } from './gelu-grad.ts';
import { globalAverage } from './global-average.ts';
import { globalAverageGrad } from './global-average-grad.ts';
import { layerNorm } from './layer-norm.ts';
import { layerNormGrad } from './layer-norm-grad.ts';
import { movingAverage } from './moving-average.ts';
import { multiply } from './multiply.ts';
import { normalize } from './normalize.ts';
import { normalizeGradInput } from './normalize-grad-input.ts';
import { padTokens } from './pad-tokens.ts';
import { poolAverage } from './pool-average.ts';
import { poolAverageGrad } from './pool-average-grad.ts';
import { poolMax } from './pool-max.ts';
import { poolMaxGrad } from './pool-max-grad.ts';
import { prependToken } from './prepend-token.ts';
import { relu } from './relu.ts';
import { reluGrad } from './relu-grad.ts';
import { rescale } from './rescale.ts';
import { reshape } from './reshape.ts';
import { scaleChannels } from './scale-channels.ts';
import { scaleImages } from './scale-images.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';
import { sigmoid } from './sigmoid.ts';
import { sigmoidGrad } from './sigmoid-grad.ts';
import { slice } from './slice.ts';
import { softmax } from './softmax.ts';
import { softmaxCrossEntropy } from './softmax-cross-entropy.ts';
import { softmaxCrossEntropyGrad } from './softmax-cross-entropy-grad.ts';
import { swish } from './swish.ts';
import { swishGrad } from './swish-grad.ts';
import { takeTokens } from './take-tokens.ts';

const lowerings: { readonly [K in OpKind]: Lowering<K> } = {
  rescale,
  conv,
  convGradInput,
  convGradWeight,
  depthwiseConv,
  depthwiseConvGradInput,
  depthwiseConvGradWeight,
  channelSum,
  relu,
  reluGrad,
  poolMax,
  poolMaxGrad,
  poolAverage,
  poolAverageGrad,
  globalAverage,
  globalAverageGrad,
  concat,
  slice,
  constant,
  reshape,
  add,
  multiply,
  sigmoid,
  sigmoidGrad,
  swish,
  swishGrad,
  gelu,
  geluGrad,
  scaleChannels,
  channelDot,
  scaleImages,
  batchSum,
  prependToken,
  takeTokens,
  padTokens,
  attention,
  attentionGrad,
  layerNorm,
  layerNormGrad,
  dense,
  denseGradInput,
  denseGradWeight,
  normalize,
  normalizeGradInput,
  batchNorm,
  batchNormGrad,
  movingAverage,
  softmax,
  softmaxCrossEntropy,
  softmaxCrossEntropyGrad,
  adam,
  adamw,
  rmsprop,
  sgd,
};

/** Writes the nodes of one op. */
export function lowerOp(op: Op, context: LoweringContext): void {
  (lowerings[op.kind] as Lowering<OpKind>)(op, context);
}
