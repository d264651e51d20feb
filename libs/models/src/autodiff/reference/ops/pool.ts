import { windowAxis } from '../../../graph/windows.ts';
import type { PoolAttributes, ValueType } from '../../ops.ts';
import { at, inputAt, lengthOf, mapSize, typeAt, type Kernel, type Value } from '../tensor.ts';

/** For every element of y, the index of the first maximum of its window in x, rows first. */
function firstMaxima(x: Value, y: ValueType, { pool, strides, padding }: PoolAttributes, batch: number): Int32Array {
  const [height, width, channels] = mapSize(x.type);
  const [rows, columns] = mapSize(y);
  const top = windowAxis(height, pool[0], strides[0], padding).before;
  const left = windowAxis(width, pool[1], strides[1], padding).before;
  const indices = new Int32Array(lengthOf(y, batch));
  let out = 0;
  for (let image = 0; image < batch; image += 1) {
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        for (let channel = 0; channel < channels; channel += 1) {
          let best = -1;
          for (
            let atRow = Math.max(0, row * strides[0] - top);
            atRow < Math.min(height, row * strides[0] - top + pool[0]);
            atRow += 1
          ) {
            for (
              let atColumn = Math.max(0, column * strides[1] - left);
              atColumn < Math.min(width, column * strides[1] - left + pool[1]);
              atColumn += 1
            ) {
              const index = ((image * height + atRow) * width + atColumn) * channels + channel;
              if (best < 0 || at(x.data, index) > at(x.data, best)) best = index;
            }
          }
          indices[out] = best;
          out += 1;
        }
      }
    }
  }
  return indices;
}

export const poolMax: Kernel<PoolAttributes> = (inputs, types, attributes, { batch }) => {
  const x = inputAt(inputs, 0);
  return [Float64Array.from(firstMaxima(x, typeAt(types, 0), attributes, batch), (index) => at(x.data, index))];
};

export const poolMaxGrad: Kernel<PoolAttributes> = (inputs, _types, attributes, { batch }) => {
  const [x, dy] = [inputAt(inputs, 0), inputAt(inputs, 2)];
  const out = new Float64Array(x.data.length);
  firstMaxima(x, dy.type, attributes, batch).forEach((index, position) => {
    out[index] = at(out, index) + at(dy.data, position);
  });
  return [out];
};

/** For every place in x that a window of y sees: where it is in x, whose window it is, and how many places that window has. */
function visitWindows(
  x: ValueType,
  y: ValueType,
  { pool, strides, padding }: PoolAttributes,
  batch: number,
  visit: (atX: number, atY: number, count: number) => void,
): void {
  const [height, width, channels] = mapSize(x);
  const [rows, columns] = mapSize(y);
  const inside = (size: number, axis: 0 | 1, index: number): readonly [number, number] => {
    const first = index * strides[axis] - windowAxis(size, pool[axis], strides[axis], padding).before;
    return [Math.max(0, first), Math.min(size, first + pool[axis])];
  };
  for (let out = 0; out < batch * rows * columns; out += 1) {
    const [top, bottom] = inside(height, 0, Math.floor(out / columns) % rows);
    const [left, right] = inside(width, 1, out % columns);
    const image = Math.floor(out / (rows * columns));
    for (let row = top; row < bottom; row += 1)
      for (let column = left; column < right; column += 1)
        for (let channel = 0; channel < channels; channel += 1)
          visit(
            ((image * height + row) * width + column) * channels + channel,
            out * channels + channel,
            (bottom - top) * (right - left),
          );
  }
}

export const poolAverage: Kernel<PoolAttributes> = (inputs, types, attributes, { batch }) => {
  const [x, type] = [inputAt(inputs, 0), typeAt(types, 0)];
  const out = new Float64Array(lengthOf(type, batch));
  visitWindows(x.type, type, attributes, batch, (atX, atY, count) => {
    out[atY] = at(out, atY) + at(x.data, atX) / count;
  });
  return [out];
};

export const poolAverageGrad: Kernel<PoolAttributes> = (inputs, types, attributes, { batch }) => {
  const [dy, type] = [inputAt(inputs, 0), typeAt(types, 0)];
  const out = new Float64Array(lengthOf(type, batch));
  visitWindows(type, dy.type, attributes, batch, (atX, atY, count) => {
    out[atX] = at(out, atX) + at(dy.data, atY) / count;
  });
  return [out];
};

export const globalAverage: Kernel<unknown> = (inputs, types, _attributes, { batch }) => {
  const x = inputAt(inputs, 0);
  const [height, width, channels] = mapSize(x.type);
  const out = new Float64Array(lengthOf(typeAt(types, 0), batch));
  x.data.forEach((value, index) => {
    const target = Math.floor(index / (height * width * channels)) * channels + (index % channels);
    out[target] = at(out, target) + value / (height * width);
  });
  return [out];
};

export const globalAverageGrad: Kernel<unknown> = (inputs, types, _attributes, { batch }) => {
  const dy = inputAt(inputs, 0);
  const type = typeAt(types, 0);
  const [height, width, channels] = mapSize(type);
  const out = new Float64Array(lengthOf(type, batch));
  return [
    out.map(
      (_, index) =>
        at(dy.data, Math.floor(index / (height * width * channels)) * channels + (index % channels)) / (height * width),
    ),
  ];
};
