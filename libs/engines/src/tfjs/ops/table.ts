import { AppError } from '@sagittal/contracts';
import type { Op, OpKind, Program } from '@sagittal/models';
import type { KernelContext, OpKernels } from '../kernel.ts';
import type { NativeOps } from '../native-ops.ts';
import type { Tensor } from '../runtime.ts';
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
import { rmsprop } from './rmsprop.ts';
import { rescale } from './rescale.ts';
import { reshape } from './reshape.ts';
import { scaleChannels } from './scale-channels.ts';
import { scaleImages } from './scale-images.ts';
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

const kernels: { readonly [K in OpKind]: OpKernels<K> } = {
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

function kernelsOf(kind: OpKind): OpKernels<OpKind> {
  return kernels[kind] as OpKernels<OpKind>;
}

/**
 * Says beforehand what a backend without TensorFlow's native library cannot compute.
 * @throws AppError NOT_SUPPORTED_YET
 */
export function expectComputable(program: Program, native: NativeOps | null): void {
  if (native !== null) return;
  const missing = program.ops.find(({ kind }) => kernelsOf(kind).plain === undefined);
  if (missing === undefined) return;
  throw new AppError('NOT_SUPPORTED_YET', {
    message: `WebAssembly computes forward passes and trains heads of dense layers, not networks of convolutions (${missing.kind}).`,
    item: missing.kind,
    hint: 'Freeze the backbone, or use an engine that trains it: `npm run doctor` says what keeps ONNX Runtime from working here; `npm run engine:native` builds TensorFlow.js over TensorFlow.',
  });
}

/** Computes one op. */
export function computeOp(
  op: Op,
  inputs: readonly Tensor[],
  context: KernelContext,
  native: NativeOps | null,
): readonly Tensor[] {
  const found = kernelsOf(op.kind);
  if (native !== null && found.native !== undefined) return found.native(op, inputs, context, native);
  if (found.plain !== undefined) return found.plain(op, inputs, context);
  throw new AppError('INTERNAL', { message: `The op ${op.kind} cannot be computed here.` });
}
