import type { Tensor, Tf } from '../runtime.ts';

/** Every stride-th row and column of a map, beginning with the first. */
export function everyNth(tf: Tf, map: Tensor, [rows, columns]: readonly [number, number]): Tensor {
  return tf.stridedSlice(map, [0, 0, 0, 0], [...map.shape], [1, rows, columns, 1]);
}

/** The adjoint of everyNth: a map of `dims` with zeros between. */
export function spreadOut(
  tf: Tf,
  map: Tensor,
  [rows, columns]: readonly [number, number],
  [, height = 1, width = 1]: readonly number[],
): Tensor {
  const [batch = 1, h = 1, w = 1, channels = 1] = map.shape;
  const wide = tf.reshape(
    tf.pad(tf.reshape(map, [batch * h, w, 1, channels]), [
      [0, 0],
      [0, 0],
      [0, columns - 1],
      [0, 0],
    ]),
    [batch, h, 1, w * columns * channels],
  );
  const spread = tf.reshape(
    tf.pad(wide, [
      [0, 0],
      [0, 0],
      [0, rows - 1],
      [0, 0],
    ]),
    [batch, h * rows, w * columns, channels],
  );
  const [missingRows, missingColumns] = [Math.max(0, height - h * rows), Math.max(0, width - w * columns)];
  const filled = tf.pad(spread, [
    [0, 0],
    [0, missingRows],
    [0, missingColumns],
    [0, 0],
  ]);
  return tf.slice(filled, [0, 0, 0, 0], [batch, height, width, channels]);
}
