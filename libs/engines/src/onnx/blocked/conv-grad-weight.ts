import { mapOf, nth } from '../lowering.ts';
import { lowerWindow, type LoweredWindow } from '../ops/window-padding.ts';
import { BLOCKED_DOMAIN, paddedChannels } from '../value-forms.ts';
import { readsMapsOnly, type BlockedContext, type BlockedLowering } from './blocked-lowering.ts';

/**
 * Bytes of windows that are laid out at a time: they stay in the last cache until they are multiplied, and full VGG16 at batch 16
 * needs no 1.9 GB for those of its second layer.
 */
const WINDOW_BYTES = 2 ** 24;

/** One product: output positions of images that stand side by side. */
interface Portion {
  readonly images: number;
  /** First output row and how many; a portion of several images has all rows. */
  readonly row: number;
  readonly rows: number;
}

/** Cuts a batch into groups of whole images, and images that are too large into strips of rows, as even as they go. */
function groupsOf(
  batch: number,
  rows: number,
  bytesOfRow: number,
): { readonly images: number; readonly strips: readonly Portion[] }[] {
  const together = Math.max(1, Math.min(batch, Math.floor(WINDOW_BYTES / (rows * bytesOfRow))));
  const groups = Math.ceil(batch / together);
  return Array.from({ length: groups }, (_, group) => {
    const images = Math.floor(((group + 1) * batch) / groups) - Math.floor((group * batch) / groups);
    const count = images > 1 ? 1 : Math.min(rows, Math.ceil((rows * bytesOfRow) / WINDOW_BYTES));
    const height = Math.ceil(rows / count);
    const strips = Array.from({ length: Math.ceil(rows / height) }, (__, strip) => ({
      images,
      row: strip * height,
      rows: Math.min(height, rows - strip * height),
    }));
    return { images, strips };
  });
}

/** A map of some images with its channel blocks outermost: [blocks, images · positions, block] in memory. */
function channelsOutermost(
  { writer, block }: BlockedContext,
  map: string,
  { images, channels, positions }: { readonly images: number; readonly channels: number; readonly positions: number },
): string {
  if (images === 1) return writer.node('Reshape', [map, writer.integers(channels / block, positions, block)]);
  const apart = writer.node('Reshape', [map, writer.integers(images, channels / block, positions, block)]);
  const turned = writer.node('Transpose', [apart], { perm: [1, 0, 2, 3] });
  return writer.node('Reshape', [turned, writer.integers(channels / block, images * positions, block)]);
}

/** For every tap, then every output position of a portion, the place in the padded map that it sees, counted from the portion's own first row. */
function placesSeen(
  { images, rows }: Portion,
  { kernel, strides, output }: LoweredWindow,
  size: readonly [number, number],
): Int32Array {
  const places = new Int32Array(kernel[0] * kernel[1] * images * rows * output[1]);
  let index = 0;
  for (let down = 0; down < kernel[0]; down += 1)
    for (let right = 0; right < kernel[1]; right += 1)
      for (let image = 0; image < images; image += 1)
        for (let row = 0; row < rows; row += 1)
          for (let column = 0; column < output[1]; column += 1) {
            places[index] = (image * size[0] + row * strides[0] + down) * size[1] + column * strides[1] + right;
            index += 1;
          }
  return places;
}

/**
 * dkernel = Σ over positions of window(x) · dyᵀ, as matrix products of channels-first matrices of which the right one is
 * transposed: the form that ONNX Runtime multiplies fastest (205 to 215 of 210 GFLOP/s; the left one transposed: 104 to 192).
 * What a window sees is gathered block by block, which all threads share.
 */
export const convGradWeight: BlockedLowering<'convGradWeight'> = {
  suits: readsMapsOnly,
  fuses: false,
  lower({ inputs, outputs, attributes }, context) {
    const { writer, batch, block, typeOf, getBlocked, set } = context;
    const [x, dy] = [getBlocked(nth(inputs, 0)), getBlocked(nth(inputs, 1))];
    const [height, width, own] = mapOf(typeOf(nth(inputs, 0)));
    const { shape } = typeOf(nth(outputs, 0));
    const [kernelHeight = 1, kernelWidth = 1, , filters = 1] = shape;
    const window = lowerWindow(height, width, shape, attributes);
    const { pads, strides, output } = window;
    const [taps, positions] = [kernelHeight * kernelWidth, output[0] * output[1]];
    const [channels, paddedFilters] = [paddedChannels(own, block), paddedChannels(filters, block)];
    const size = [height + pads[0] + pads[2], width + pads[1] + pads[3]] as const;
    const isWhole = taps === 1 && positions === size[0] * size[1];

    const imagesOf = (map: string, first: number, count: number): string =>
      count === batch
        ? map
        : writer.node('Slice', [map, writer.integers(first), writer.integers(first + count), writer.integers(0)]);
    const padded = (map: string, images: number): string => {
      if (pads.every((zeros) => zeros === 0)) return map;
      const apart = writer.node('Reshape', [map, writer.integers((images * channels) / block, height, width, block)]);
      return writer.node('Pad', [apart, writer.integers(0, pads[0], pads[1], 0, 0, pads[2], pads[3], 0)]);
    };
    /** [channels, length] in standard form. */
    const matrix = (blocks: string, count: number, padding: number, length: number): string => {
      const map = writer.node('Reshape', [blocks, writer.integers(1, padding, 1, length)]);
      return writer.node('ReorderOutput', [map], { channels: count }, BLOCKED_DOMAIN);
    };
    const places = new Map<string, string>();
    const windows = (map: string, portion: Portion): string => {
      if (isWhole) return map;
      const key = `${String(portion.images)} ${String(portion.rows)}`;
      const known = places.get(key) ?? writer.indices(placesSeen(portion, window, size));
      places.set(key, known);
      const offset = portion.row * strides[0] * size[1];
      const seen = offset === 0 ? known : writer.node('Add', [known, writer.indices(Int32Array.of(offset))]);
      return writer.node('Gather', [map, seen], { axis: 1 });
    };

    let gradient: string | null = null;
    let first = 0;
    for (const { images, strips } of groupsOf(batch, output[0], taps * output[1] * channels * 4)) {
      const map = channelsOutermost(context, padded(imagesOf(x, first, images), images), {
        images,
        channels,
        positions: size[0] * size[1],
      });
      const group = channelsOutermost(context, imagesOf(dy, first, images), { images, channels: paddedFilters, positions });
      const right = matrix(group, filters, paddedFilters, images * positions);
      for (const portion of strips) {
        const length = images * portion.rows * output[1];
        const from = portion.row * output[1];
        const left = matrix(windows(map, portion), own, channels, taps * length);
        const part =
          strips.length === 1
            ? right
            : writer.node('Slice', [right, writer.integers(from), writer.integers(from + length), writer.integers(3)]);
        const factors = [
          writer.node('Reshape', [left, writer.integers(own * taps, length)]),
          writer.node('Reshape', [part, writer.integers(filters, length)]),
        ];
        gradient = writer.node('Gemm', gradient === null ? factors : [...factors, gradient], { transB: 1 });
      }
      first += images;
    }
    const apart = writer.node('Reshape', [gradient ?? '', writer.integers(own, taps, filters)]);
    const ordered = taps === 1 ? apart : writer.node('Transpose', [apart], { perm: [1, 0, 2] });
    set(nth(outputs, 0), writer.node('Reshape', [ordered, writer.integers(...shape)]));
  },
};
