import type { Tensor, Tf } from '../runtime.ts';

/** Queries, keys and values, [n, heads, t, width] each. */
export interface AttentionParts {
  readonly queries: Tensor;
  readonly keys: Tensor;
  readonly values: Tensor;
  readonly tokens: number;
  /** Of one head. */
  readonly width: number;
}

/** Takes queries, keys and values [n, t, 3 · heads · width] apart. */
export function attentionParts(tf: Tf, packed: Tensor, heads: number, batch: number): AttentionParts {
  const [, tokens = 1, features = 1] = packed.shape;
  const width = features / (3 * heads);
  // 3 · heads as one axis: transposing takes at most four on every backend
  const apart = tf.transpose(tf.reshape(packed, [batch, tokens, 3 * heads, width]), [0, 2, 1, 3]);
  const part = (which: number): Tensor => tf.slice(apart, [0, which * heads, 0, 0], [batch, heads, tokens, width]);
  return { queries: part(0), keys: part(1), values: part(2), tokens, width };
}

/** The reverse of one part, [n, heads, t, width] → [n, t, heads · width]. */
export function joinHeads(tf: Tf, part: Tensor): Tensor {
  const [batch = 1, heads = 1, tokens = 1, width = 1] = part.shape;
  return tf.reshape(tf.transpose(part, [0, 2, 1, 3]), [batch, tokens, heads * width]);
}
