import type { Op, OpKind, ValueType } from '@sagittal/models';
import { add } from './add.ts';
import { batchNormGrad } from './batch-norm-grad.ts';
import { batchNorm } from './batch-norm.ts';
import type { BlockedLowering } from './blocked-lowering.ts';
import { channelDot } from './channel-dot.ts';
import { channelSum } from './channel-sum.ts';
import { concat } from './concat.ts';
import { convGradInput } from './conv-grad-input.ts';
import { convGradWeight } from './conv-grad-weight.ts';
import { conv } from './conv.ts';
import { depthwiseConvGradInput } from './depthwise-conv-grad-input.ts';
import { depthwiseConvGradWeight } from './depthwise-conv-grad-weight.ts';
import { depthwiseConv } from './depthwise-conv.ts';
import { globalAverageGrad } from './global-average-grad.ts';
import { globalAverage } from './global-average.ts';
import { multiply } from './multiply.ts';
import { normalizeGradInput } from './normalize-grad-input.ts';
import { normalize } from './normalize.ts';
import { poolAverage } from './pool-average.ts';
import { poolMaxGrad } from './pool-max-grad.ts';
import { poolMax } from './pool-max.ts';
import { reluGrad } from './relu-grad.ts';
import { relu } from './relu.ts';
import { scaleChannels } from './scale-channels.ts';
import { scaleImages } from './scale-images.ts';
import { slice } from './slice.ts';
import { swishGrad } from './swish-grad.ts';
import { swish } from './swish.ts';

const lowerings: { readonly [K in OpKind]?: BlockedLowering<K> } = {
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
  globalAverage,
  globalAverageGrad,
  concat,
  slice,
  add,
  multiply,
  swish,
  swishGrad,
  scaleChannels,
  channelDot,
  scaleImages,
  normalize,
  normalizeGradInput,
  batchNorm,
  batchNormGrad,
};

/** The blocked lowering of an op; null: the standard one takes it, and what it reads and makes is converted on demand. */
export function blockedLowering(op: Op, typeOf: (name: string) => ValueType, block: number): BlockedLowering<OpKind> | null {
  const lowering = lowerings[op.kind] as BlockedLowering<OpKind> | undefined;
  return lowering?.suits(op, typeOf, block) === true ? lowering : null;
}
