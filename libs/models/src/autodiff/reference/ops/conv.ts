import { windowAxis } from '../../../graph/windows.ts';
import type { WindowAttributes } from '../../ops.ts';
import type { ValueType } from '../../ops.ts';
import { at, inputAt, lengthOf, mapSize, typeAt, type Kernel } from '../tensor.ts';

interface Visit {
  /** Index of x at channel 0, of y at channel 0, and of the kernel's tap. */
  (x: number, y: number, tap: number): void;
}

/** Every pair of a position of y and a tap of its window that lies inside x. */
function visit(
  x: ValueType,
  y: ValueType,
  kernel: readonly number[],
  { strides, padding }: WindowAttributes,
  batch: number,
  act: Visit,
): void {
  const [height, width, channels] = mapSize(x);
  const [rows, columns, filters] = mapSize(y);
  const [kernelHeight = 1, kernelWidth = 1] = kernel;
  const top = windowAxis(height, kernelHeight, strides[0], padding).before;
  const left = windowAxis(width, kernelWidth, strides[1], padding).before;
  for (let image = 0; image < batch; image += 1) {
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        for (let tapRow = 0; tapRow < kernelHeight; tapRow += 1) {
          const atRow = row * strides[0] - top + tapRow;
          if (atRow < 0 || atRow >= height) continue;
          for (let tapColumn = 0; tapColumn < kernelWidth; tapColumn += 1) {
            const atColumn = column * strides[1] - left + tapColumn;
            if (atColumn < 0 || atColumn >= width) continue;
            act(
              ((image * height + atRow) * width + atColumn) * channels,
              ((image * rows + row) * columns + column) * filters,
              tapRow * kernelWidth + tapColumn,
            );
          }
        }
      }
    }
  }
}

export const conv: Kernel<WindowAttributes> = (inputs, types, attributes, { batch }) => {
  const [x, kernel, bias, type] = [inputAt(inputs, 0), inputAt(inputs, 1), inputs[2], typeAt(types, 0)];
  const [, , channels = 1, filters = 1] = kernel.type.shape;
  const out = new Float64Array(lengthOf(type, batch)).map((_, index) =>
    bias === undefined ? 0 : at(bias.data, index % filters),
  );
  visit(x.type, type, kernel.type.shape, attributes, batch, (atX, atY, tap) => {
    for (let channel = 0; channel < channels; channel += 1) {
      for (let filter = 0; filter < filters; filter += 1) {
        out[atY + filter] =
          at(out, atY + filter) + at(x.data, atX + channel) * at(kernel.data, (tap * channels + channel) * filters + filter);
      }
    }
  });
  return [out];
};

export const convGradInput: Kernel<WindowAttributes> = (inputs, types, attributes, { batch }) => {
  const [dy, kernel, type] = [inputAt(inputs, 0), inputAt(inputs, 1), typeAt(types, 0)];
  const [, , channels = 1, filters = 1] = kernel.type.shape;
  const out = new Float64Array(lengthOf(type, batch));
  visit(type, dy.type, kernel.type.shape, attributes, batch, (atX, atY, tap) => {
    for (let channel = 0; channel < channels; channel += 1) {
      for (let filter = 0; filter < filters; filter += 1) {
        out[atX + channel] =
          at(out, atX + channel) + at(dy.data, atY + filter) * at(kernel.data, (tap * channels + channel) * filters + filter);
      }
    }
  });
  return [out];
};

export const convGradWeight: Kernel<WindowAttributes> = (inputs, types, attributes, { batch }) => {
  const [x, dy, type] = [inputAt(inputs, 0), inputAt(inputs, 1), typeAt(types, 0)];
  const [, , channels = 1, filters = 1] = type.shape;
  const out = new Float64Array(lengthOf(type, batch));
  visit(x.type, dy.type, type.shape, attributes, batch, (atX, atY, tap) => {
    for (let channel = 0; channel < channels; channel += 1) {
      for (let filter = 0; filter < filters; filter += 1) {
        const index = (tap * channels + channel) * filters + filter;
        out[index] = at(out, index) + at(x.data, atX + channel) * at(dy.data, atY + filter);
      }
    }
  });
  return [out];
};

export const depthwiseConv: Kernel<WindowAttributes> = (inputs, types, attributes, { batch }) => {
  const [x, kernel, bias, type] = [inputAt(inputs, 0), inputAt(inputs, 1), inputs[2], typeAt(types, 0)];
  const [, , channels = 1] = kernel.type.shape;
  const out = new Float64Array(lengthOf(type, batch)).map((_, index) =>
    bias === undefined ? 0 : at(bias.data, index % channels),
  );
  visit(x.type, type, kernel.type.shape, attributes, batch, (atX, atY, tap) => {
    for (let channel = 0; channel < channels; channel += 1) {
      out[atY + channel] = at(out, atY + channel) + at(x.data, atX + channel) * at(kernel.data, tap * channels + channel);
    }
  });
  return [out];
};

export const depthwiseConvGradInput: Kernel<WindowAttributes> = (inputs, types, attributes, { batch }) => {
  const [dy, kernel, type] = [inputAt(inputs, 0), inputAt(inputs, 1), typeAt(types, 0)];
  const [, , channels = 1] = kernel.type.shape;
  const out = new Float64Array(lengthOf(type, batch));
  visit(type, dy.type, kernel.type.shape, attributes, batch, (atX, atY, tap) => {
    for (let channel = 0; channel < channels; channel += 1) {
      out[atX + channel] = at(out, atX + channel) + at(dy.data, atY + channel) * at(kernel.data, tap * channels + channel);
    }
  });
  return [out];
};

export const depthwiseConvGradWeight: Kernel<WindowAttributes> = (inputs, types, attributes, { batch }) => {
  const [x, dy, type] = [inputAt(inputs, 0), inputAt(inputs, 1), typeAt(types, 0)];
  const [, , channels = 1] = type.shape;
  const out = new Float64Array(lengthOf(type, batch));
  visit(x.type, dy.type, type.shape, attributes, batch, (atX, atY, tap) => {
    for (let channel = 0; channel < channels; channel += 1) {
      const index = tap * channels + channel;
      out[index] = at(out, index) + at(x.data, atX + channel) * at(dy.data, atY + channel);
    }
  });
  return [out];
};
