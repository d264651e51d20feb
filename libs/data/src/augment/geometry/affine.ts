/**
 * Where a pixel comes from: the pixel in column x and row y shows what lies at column a·x + b·y + c and row d·x + e·y + f of the
 * picture before. Whole numbers are centres of pixels, as in Keras's `affine_transform`.
 */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Affine = [1, 0, 0, 0, 1, 0];

/** First `earlier`, then `later`, in the order in which they change the picture. */
export function fuse(earlier: Affine, later: Affine): Affine {
  const [a, b, c, d, e, f] = earlier;
  const [p, q, r, s, t, u] = later;
  return [a * p + b * s, a * q + b * t, a * r + b * u + c, d * p + e * s, d * q + e * t, d * r + e * u + f];
}

/** A linear map of the distances from the centre, of a picture that keeps its size. */
export function aboutCentre(
  { height, width }: { readonly height: number; readonly width: number },
  [a, b, d, e]: readonly [a: number, b: number, d: number, e: number],
): Affine {
  const [x, y] = [(width - 1) / 2, (height - 1) / 2];
  return [a, b, x - a * x - b * y, d, e, y - d * x - e * y];
}

/** Another number of pixels over the same picture: the corners stay where they are. */
export function resized(
  from: { readonly height: number; readonly width: number },
  to: { readonly height: number; readonly width: number },
): Affine {
  const [x, y] = [from.width / to.width, from.height / to.height];
  return [x, 0, (x - 1) / 2, 0, y, (y - 1) / 2];
}
