import type { Matrix, MatrixProducts } from './matrix-products.ts';

/** In plain loops, on one thread: for machines without ONNX Runtime, and the truth that it is tested against. */
export function plainProducts({ rows, columns, data }: Matrix): MatrixProducts {
  return {
    times(other, width) {
      const result = new Float64Array(rows * width);
      for (let row = 0, at = 0; row < rows; row += 1) {
        for (let column = 0; column < columns; column += 1, at += 1) {
          const value = data[at] ?? 0;
          for (let index = 0; index < width; index += 1) {
            const to = row * width + index;
            result[to] = (result[to] ?? 0) + value * (other[column * width + index] ?? 0);
          }
        }
      }
      return Promise.resolve(result);
    },
    transposedTimes(other, width) {
      const result = new Float64Array(columns * width);
      for (let row = 0, at = 0; row < rows; row += 1) {
        for (let column = 0; column < columns; column += 1, at += 1) {
          const value = data[at] ?? 0;
          for (let index = 0; index < width; index += 1) {
            const to = column * width + index;
            result[to] = (result[to] ?? 0) + value * (other[row * width + index] ?? 0);
          }
        }
      }
      return Promise.resolve(result);
    },
    dispose: () => Promise.resolve(),
  };
}
