import { mapOf, nth } from '../lowering.ts';
import { lowerWindow, type LoweredWindow } from '../ops/window-padding.ts';
import { BLOCKED_DOMAIN, paddedChannels } from '../value-forms.ts';
import { reachesMap } from './conv-grad-input.ts';
import { readsMapsOnly, type BlockedContext, type BlockedLowering } from './blocked-lowering.ts';

/**
 * Bytes of windows that are laid out at a time, so that full VGG16 at batch 16 needs no 1.9 GB for those of its second layer.
 * Portions of 8 to 64 MB take ResNet50 the same time (1.42 to 1.49 s a step).
 */
const PORTION_BYTES = 2 ** 24;

/** One product: output rows of images that stand side by side. */
interface Portion {
  readonly image: number;
  readonly images: number;
  /** First output row and how many; a portion of several images has all rows. */
  readonly row: number;
  readonly rows: number;
}

/** Cuts a batch into groups of whole images, and images that are too large into strips of rows, as even as they go. */
function portionsOf(batch: number, rows: number, bytesOfRow: number): readonly Portion[] {
  const together = Math.max(1, Math.min(batch, Math.floor(PORTION_BYTES / (rows * bytesOfRow))));
  const groups = Math.ceil(batch / together);
  const strips = together > 1 ? 1 : Math.min(rows, Math.ceil((rows * bytesOfRow) / PORTION_BYTES));
  const bound = (part: number, parts: number, whole: number): number => Math.floor((part * whole) / parts);
  return Array.from({ length: groups * strips }, (_, index) => {
    const [group, strip] = [Math.floor(index / strips), index % strips];
    const [image, row] = [bound(group, groups, batch), bound(strip, strips, rows)];
    return {
      image,
      images: bound(group + 1, groups, batch) - image,
      row,
      rows: bound(strip + 1, strips, rows) - row,
    };
  });
}

/** The rows of the map that a portion's windows see, with the zeros that they see above and below it. */
function rowsSeen({ row, rows }: Portion, height: number, { kernel, strides, pads }: LoweredWindow) {
  const first = row * strides[0] - pads[0];
  const end = first + (rows - 1) * strides[0] + kernel[0];
  const [from, to] = [Math.max(0, first), Math.min(height, end)];
  return { from, to, above: from - first, below: end - to };
}

/** For every tap, then every output position of a portion, the place that it sees in a padded map of `size` an image. */
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

/** Part of a blocked map with its blocks of channels outermost: [blocks, images · positions, block] in memory. */
function blocksOutermost(
  { writer, batch, block }: BlockedContext,
  map: string,
  { height, width, channels }: { readonly height: number; readonly width: number; readonly channels: number },
  { image, images, from, to }: { readonly image: number; readonly images: number; readonly from: number; readonly to: number },
  zeros: readonly [number, number, number, number],
): string {
  const [blocks, rows] = [channels / block, to - from];
  let part = writer.node('Reshape', [map, writer.integers(batch, blocks, height, width, block)]);
  if (images < batch || rows < height) {
    const [starts, ends] = [writer.integers(image, from), writer.integers(image + images, to)];
    part = writer.node('Slice', [part, starts, ends, writer.integers(0, 2)]);
  }
  const [above, left, below, right] = zeros;
  if (zeros.some((count) => count > 0)) {
    part = writer.node('Pad', [part, writer.integers(0, 0, above, left, 0, 0, 0, below, right, 0)]);
  }
  if (images > 1) part = writer.node('Transpose', [part], { perm: [1, 0, 2, 3, 4] });
  const positions = images * (above + rows + below) * (left + width + right);
  return writer.node('Reshape', [part, writer.integers(blocks, positions, block)]);
}

/**
 * dkernel = Σ over positions of window(x) · dyᵀ, as matrix products of channels-first matrices of which the right one is
 * transposed: the form that ONNX Runtime multiplies fastest (205 to 215 GFLOP/s; with the left one transposed 104 to 192).
 * What the windows see is gathered block by block, which all threads share.
 */
export const convGradWeight: BlockedLowering<'convGradWeight'> = {
  suits(op, typeOf) {
    if (!readsMapsOnly(op, typeOf)) return false;
    const [height, width] = mapOf(typeOf(nth(op.inputs, 0)));
    return reachesMap(lowerWindow(height, width, typeOf(nth(op.outputs, 0)).shape, op.attributes));
  },
  fuses: false,
  lower({ inputs, outputs, attributes }, context) {
    const { writer, batch, block, typeOf, getBlocked, set } = context;
    const [x, dy] = [getBlocked(nth(inputs, 0)), getBlocked(nth(inputs, 1))];
    const [height, width, own] = mapOf(typeOf(nth(inputs, 0)));
    const { shape } = typeOf(nth(outputs, 0));
    const [kernelHeight = 1, kernelWidth = 1, , filters = 1] = shape;
    const window = lowerWindow(height, width, shape, attributes);
    const { pads, strides, output } = window;
    const taps = kernelHeight * kernelWidth;
    const [channels, paddedFilters] = [paddedChannels(own, block), paddedChannels(filters, block)];
    /** A matrix [rows, positions] in standard form. */
    const matrix = (blocks: string, present: number, padded: number, rows: number, length: number): string => {
      const map = writer.node('Reshape', [blocks, writer.integers(1, padded, 1, (rows / present) * length)]);
      const standard = writer.node('ReorderOutput', [map], { channels: present }, BLOCKED_DOMAIN);
      return writer.node('Reshape', [standard, writer.integers(rows, length)]);
    };
    const places = new Map<string, string>();
    const windows = (portion: Portion): string => {
      const { from, to, above, below } = rowsSeen(portion, height, window);
      const part = { image: portion.image, images: portion.images, from, to };
      const map = blocksOutermost(context, x, { height, width, channels }, part, [above, pads[1], below, pads[3]]);
      if (taps === 1 && strides[0] === 1 && strides[1] === 1) return map;
      const key = `${String(portion.images)} ${String(portion.rows)}`;
      const size = [above + to - from + below, pads[1] + width + pads[3]] as const;
      const seen = places.get(key) ?? writer.indices(placesSeen(portion, window, size));
      places.set(key, seen);
      return writer.node('Gather', [map, seen], { axis: 1 });
    };

    let gradient: string | null = null;
    const bytesOfRow = 4 * output[1] * Math.max(taps * channels, paddedFilters);
    for (const portion of portionsOf(batch, output[0], bytesOfRow)) {
      const { image, images, row, rows } = portion;
      const length = images * rows * output[1];
      const part = { image, images, from: row, to: row + rows };
      const size = { height: output[0], width: output[1], channels: paddedFilters };
      const left = matrix(windows(portion), own, channels, own * taps, length);
      const right = matrix(blocksOutermost(context, dy, size, part, [0, 0, 0, 0]), filters, paddedFilters, filters, length);
      gradient = writer.node('Gemm', gradient === null ? [left, right] : [left, right, gradient], { transB: 1 });
    }
    const apart = writer.node('Reshape', [gradient ?? '', writer.integers(own, taps, filters)]);
    const ordered = taps === 1 ? apart : writer.node('Transpose', [apart], { perm: [1, 0, 2] });
    set(nth(outputs, 0), writer.node('Reshape', [ordered, writer.integers(...shape)]));
  },
};
