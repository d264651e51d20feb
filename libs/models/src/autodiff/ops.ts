import type { Padding, Shape } from '../graph/graph.ts';

/**
 * What an engine must be able to compute. A value is per image (no batch axis), channels last; `batched` values have one
 * such tensor an image. Parameters are in Keras's layout. An engine may lay values out as it likes, as long as what goes in
 * and comes out is as said here.
 */
export interface ValueType {
  readonly shape: Shape;
  /** One an image of the batch; false: one for all (parameters, sums over the batch, scalars as []). */
  readonly batched: boolean;
}

interface OpOf<K extends string, A = Record<never, never>> {
  readonly kind: K;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: A;
}

export interface WindowAttributes {
  readonly strides: readonly [number, number];
  readonly padding: Padding;
}

export interface PoolAttributes extends WindowAttributes {
  readonly pool: readonly [number, number];
}

export type Op =
  /** x → scale · x + offset by channel (one number each: for all channels). x may be bytes. */
  | OpOf<'rescale', { readonly scale: readonly number[]; readonly offset: readonly number[] }>
  /** x, kernel, bias? → y */
  | OpOf<'conv', WindowAttributes>
  /** dy, kernel → dx */
  | OpOf<'convGradInput', WindowAttributes>
  /** x, dy → dkernel, summed over the batch */
  | OpOf<'convGradWeight', WindowAttributes>
  /** x, kernel [kh, kw, c, 1], bias? → y */
  | OpOf<'depthwiseConv', WindowAttributes>
  /** dy, kernel → dx */
  | OpOf<'depthwiseConvGradInput', WindowAttributes>
  /** x, dy → dkernel [kh, kw, c, 1], summed over the batch */
  | OpOf<'depthwiseConvGradWeight', WindowAttributes>
  /** x → [channels]: sum over batch and positions */
  | OpOf<'channelSum'>
  /** x → y, cut off below 0 and above `max` */
  | OpOf<'relu', { readonly max: number | null }>
  /** dy, y → dx: dy where 0 < y (< max), else 0 */
  | OpOf<'reluGrad', { readonly max: number | null }>
  /** x → y */
  | OpOf<'poolMax', PoolAttributes>
  /** x, y, dy → dx: each dy goes to the first maximum of its window, rows first */
  | OpOf<'poolMaxGrad', PoolAttributes>
  /** x → y: mean of each window, over those of its places that lie inside the map */
  | OpOf<'poolAverage', PoolAttributes>
  /** dy → dx of `poolAverage` */
  | OpOf<'poolAverageGrad', PoolAttributes>
  /** x [h, w, c] → [c] */
  | OpOf<'globalAverage'>
  /** dy [c] → dx [h, w, c] */
  | OpOf<'globalAverageGrad'>
  /** Inputs of one shape but for the last axis, along which they are joined → y */
  | OpOf<'concat'>
  /** x → the part of the last axis that begins at `from` and is as long as the output's */
  | OpOf<'slice', { readonly from: number }>
  /** → a value that is the same everywhere, not batched */
  | OpOf<'constant', { readonly value: number }>
  /** The same numbers, channels last, under another shape. */
  | OpOf<'reshape'>
  /** a, b → a + b; b may be one for all images */
  | OpOf<'add'>
  /** a, b → a · b */
  | OpOf<'multiply'>
  /** x → y */
  | OpOf<'sigmoid'>
  /** dy, y → dx */
  | OpOf<'sigmoidGrad'>
  /** x → x · sigmoid(x) */
  | OpOf<'swish'>
  /** dy, x → dx */
  | OpOf<'swishGrad'>
  /** x → x · Φ(x), exact */
  | OpOf<'gelu'>
  /** dy, x → dx */
  | OpOf<'geluGrad'>
  /** x [h, w, c], s [c] or [1, 1, c] → x · s */
  | OpOf<'scaleChannels'>
  /** a, b [h, w, c] → [c] or [1, 1, c]: sum over positions of a · b, image by image */
  | OpOf<'channelDot'>
  /** x, s [] → x · s, one number an image */
  | OpOf<'scaleImages'>
  /** x → the same shape, not batched: sum over the batch */
  | OpOf<'batchSum'>
  /** x [t, f], token [f] of all images → [t + 1, f] */
  | OpOf<'prependToken'>
  /** x [t, f] → [t′, f]: as many tokens as the output has, beginning with `from` */
  | OpOf<'takeTokens', { readonly from: number }>
  /** x [t′, f] → [t, f]: zeros, but the tokens of x beginning at `from`; the adjoint of `takeTokens` */
  | OpOf<'padTokens', { readonly from: number }>
  /** queries, keys and values [t, 3 · f] → y [t, f], (probabilities [heads · t, t])? */
  | OpOf<'attention', { readonly heads: number }>
  /** dy, queries keys and values, probabilities → gradient of queries, keys and values */
  | OpOf<'attentionGrad', { readonly heads: number }>
  /** x, gamma, beta → y, (mean, 1 / √(variance + epsilon); both with a last axis of 1)? over the last axis */
  | OpOf<'layerNorm', { readonly epsilon: number }>
  /** dy, x, gamma, mean, 1 / √(variance + epsilon) → dx, dgamma, dbeta */
  | OpOf<'layerNormGrad'>
  /** x [in] or [t, in], kernel [in, out], bias? → y [out] or [t, out] */
  | OpOf<'dense'>
  /** dy, kernel → dx */
  | OpOf<'denseGradInput'>
  /** x, dy → dkernel, summed over the batch and the tokens */
  | OpOf<'denseGradWeight'>
  /** x, mean, variance, (gamma, beta)? → (x − mean) / √(variance + epsilon) (· gamma + beta) by channel */
  | OpOf<'normalize', { readonly epsilon: number }>
  /** dy, variance, gamma? → dx of `normalize` */
  | OpOf<'normalizeGradInput', { readonly epsilon: number }>
  /** x, gamma, beta → y, batch mean, batch variance (biased), over batch and positions */
  | OpOf<'batchNorm', { readonly epsilon: number }>
  /** dy, x, gamma, batch mean, batch variance → dx, dgamma, dbeta */
  | OpOf<'batchNormGrad', { readonly epsilon: number }>
  /** moving, batch statistic → momentum · moving + (1 − momentum) · statistic */
  | OpOf<'movingAverage', { readonly momentum: number }>
  /** x → probabilities over the last axis */
  | OpOf<'softmax'>
  /** logits, targets, sample weights [] → loss []: −Σ weight · Σ target · log softmax / batch size */
  | OpOf<'softmaxCrossEntropy'>
  /** probabilities, targets, sample weights [] → dlogits of the loss */
  | OpOf<'softmaxCrossEntropyGrad'>
  /** parameter, gradient, m, v, rate [] → parameter, m, v (Keras's form; `rate` has the bias correction in it) */
  | OpOf<'adam', { readonly beta1: number; readonly beta2: number; readonly epsilon: number }>
  /** As `adam`, with decay [] behind rate: the parameter first loses decay times itself. */
  | OpOf<'adamw', { readonly beta1: number; readonly beta2: number; readonly epsilon: number }>
  /**
   * parameter, gradient, velocity (mean square), momentum?, average gradient?, rate [] → parameter and the same slots. There is a
   * momentum where the attribute is above 0, an average gradient where `centered`.
   */
  | OpOf<'rmsprop', { readonly rho: number; readonly momentum: number; readonly epsilon: number; readonly centered: boolean }>
  /** parameter, gradient, velocity?, rate [] → parameter, velocity?; without momentum there is no velocity */
  | OpOf<'sgd', { readonly momentum: number; readonly nesterov: boolean }>;

export type OpKind = Op['kind'];
export type OpWith<K extends OpKind> = Extract<Op, { kind: K }>;

/** Straight-line code: each op reads values that are given or were computed before it. */
export interface Program {
  readonly values: ReadonlyMap<string, ValueType>;
  readonly ops: readonly Op[];
}
