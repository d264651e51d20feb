import type { AugmentationRecipe } from '@sagittal/contracts';

export type FillMode = AugmentationRecipe['fill']['mode'];

/**
 * Where a coordinate outside of [0, size − 1] is read instead, as TensorFlow's ImageProjectiveTransformV3 does, which Keras calls:
 * `reflect` (d c b a | a b c d | d c b a), `wrap` (a b c d | a b c d | a b c d), `nearest` (a a a a | a b c d | d d d d).
 * `constant` leaves it outside.
 */
export const FILL: { readonly [M in FillMode]: (at: number, size: number) => number } = {
  constant: (at) => at,
  nearest: clip,
  reflect(at, size) {
    if (size <= 1) return 0;
    const period = 2 * size;
    let inside = at;
    if (at < 0) {
      if (inside < period) inside += period * Math.trunc(-inside / period);
      inside = inside < -size ? inside + period : -inside - 1;
    } else if (at > size - 1) {
      inside -= period * Math.trunc(inside / period);
      if (inside >= size) inside = period - inside - 1;
    }
    return clip(inside, size);
  },
  wrap(at, size) {
    if (size <= 1) return 0;
    let inside = at;
    if (at < 0) inside += size * (Math.trunc(-inside / (size - 1)) + 1);
    else if (at > size - 1) inside -= size * Math.trunc(inside / (size - 1));
    return clip(inside, size);
  },
};

function clip(at: number, size: number): number {
  return Math.min(Math.max(at, 0), size - 1);
}
