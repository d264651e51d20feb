import type { ModelWriter } from '../model-writer.ts';
import { mapOf, nth, type Lowering } from '../lowering.ts';
import { lowerWindow, type LoweredWindow } from './window-padding.ts';

/** Positions in a map from which one matrix product an image is faster than one over the whole batch. */
const ONE_PRODUCT_AN_IMAGE = 784;

/** Every second, third, … element of one axis, as the stride says. */
function cut(writer: ModelWriter, value: string, axis: number, offset: number, count: number, stride: number): string {
  const end = offset + (count - 1) * stride + 1;
  return writer.node('Slice', [
    value,
    writer.integers(offset),
    writer.integers(end),
    writer.integers(axis),
    writer.integers(stride),
  ]);
}

/** For each tap of the kernel the map that it sees, side by side along `axis`. */
function windows(writer: ModelWriter, padded: string, { kernel, strides, output }: LoweredWindow, axis: number): string {
  const join = (parts: readonly string[]): string =>
    parts.length === 1 ? (parts[0] ?? '') : writer.node('Concat', parts, { axis });
  const columns = Array.from({ length: kernel[1] }, (_, tap) => cut(writer, padded, 3, tap, output[1], strides[1]));
  const rows = join(columns);
  return join(Array.from({ length: kernel[0] }, (_, tap) => cut(writer, rows, 2, tap, output[0], strides[0])));
}

/**
 * dkernel = Σ over positions of window(x) · dyᵀ, as matrix products of channels-first matrices of which the right one is
 * transposed, the form that ONNX Runtime multiplies fastest. Large maps: one product an image, summed; small ones, whose
 * products would be too short: channels outermost, one product over the whole batch.
 */
export const convGradWeight: Lowering<'convGradWeight'> = (
  { inputs, outputs, attributes },
  { writer, batch, typeOf, get, set },
) => {
  const [x, dy] = [nth(inputs, 0), nth(inputs, 1)];
  const [height, width, channels] = mapOf(typeOf(x));
  const shape = typeOf(nth(outputs, 0)).shape;
  const [kernelHeight = 1, kernelWidth = 1, , filters = 1] = shape;
  const window = lowerWindow(height, width, shape, attributes);
  const positions = window.output[0] * window.output[1];
  const taps = kernelHeight * kernelWidth;
  const pads = [0, 0, window.pads[0], window.pads[1], 0, 0, window.pads[2], window.pads[3]];
  const pad = (value: string): string =>
    pads.some((zeros) => zeros > 0) ? writer.node('Pad', [value, writer.integers(...pads)]) : value;
  let gradient: string;
  if (positions >= ONE_PRODUCT_AN_IMAGE) {
    const seen = windows(writer, pad(get(x)), window, 1);
    const left = writer.node('Reshape', [seen, writer.integers(batch, taps * channels, positions)]);
    const right = writer.node('Transpose', [writer.node('Reshape', [get(dy), writer.integers(batch, filters, positions)])], {
      perm: [0, 2, 1],
    });
    gradient = writer.node('ReduceSum', [writer.node('MatMul', [left, right]), writer.integers(0)], { keepdims: 0 });
  } else {
    const channelsFirst = (value: string): string => writer.node('Transpose', [value], { perm: [1, 0, 2, 3] });
    const seen = windows(writer, pad(channelsFirst(get(x))), window, 0);
    const left = writer.node('Reshape', [seen, writer.integers(taps * channels, batch * positions)]);
    const right = writer.node('Reshape', [channelsFirst(get(dy)), writer.integers(filters, batch * positions)]);
    gradient = writer.node('Gemm', [left, right], { transB: 1 });
  }
  set(nth(outputs, 0), writer.node('Reshape', [gradient, writer.integers(...shape)]));
};
