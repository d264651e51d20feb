import { mapOf, nth } from '../lowering.ts';
import { lowerWindow, type LoweredWindow } from '../ops/window-padding.ts';
import { BLOCKED_DOMAIN, paddedChannels } from '../value-forms.ts';
import { reachesMap } from './conv-grad-input.ts';
import { reversed } from './kernels.ts';
import { readsMapsOnly, type BlockedContext, type BlockedLowering } from './blocked-lowering.ts';

/**
 * Bytes of windows that are laid out at a time, so that full VGG16 at batch 16 needs no 1.9 GB for those of its second layer.
 * Portions of 8 to 64 MB take ResNet50 the same time within 5 %.
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

/** Taps go to both sides where that copies less than this share of what taps on the side of x alone copy: 2 to 11 % less time. */
const SHARE = 3 / 4;
/** Maps of fewer rows cost more to lay out with zeros around them than is won. */
const FEWEST_ROWS = 10;

/**
 * What is laid out of x and of dy. With all taps on the side of x it is copied height · width times; where rows have no strides,
 * the rows of taps can go to the side of dy instead, as x[row + down] · dy[row] is x[row] · dy[row − down]: then x is copied width
 * and dy height times, and the product is more nearly square.
 */
function sidesOf(
  window: LoweredWindow,
  [height, , channels]: readonly [number, number, number],
  filters: number,
): { readonly ofX: LoweredWindow; readonly ofDy: LoweredWindow } {
  const { kernel, strides, pads, output } = window;
  const [onX, onBoth] = [kernel[0] * kernel[1] * channels + filters, kernel[1] * channels + kernel[0] * filters];
  if (strides[0] > 1 || height < FEWEST_ROWS || onBoth > SHARE * onX)
    return { ofX: window, ofDy: { kernel: [1, 1], strides: [1, 1], pads: [0, 0, 0, 0], output } };
  const rows = [height, output[1]] as const;
  const [top, left, bottom, right] = pads;
  const before = kernel[0] - 1;
  return {
    ofX: { kernel: [1, kernel[1]], strides: [1, strides[1]], pads: [0, left, 0, right], output: rows },
    ofDy: { kernel: [kernel[0], 1], strides: [1, 1], pads: [before - top, 0, before - bottom, 0], output: rows },
  };
}

function tapsOf({ kernel }: LoweredWindow): number {
  return kernel[0] * kernel[1];
}

/**
 * dkernel = Σ over positions of window(x) · window(dy)ᵀ, as matrix products of channels-first matrices of which the right one is
 * transposed: the form that ONNX Runtime multiplies fastest. What the windows see is gathered block by block, which all threads
 * share.
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
    const [height, width, channels] = mapOf(typeOf(nth(inputs, 0)));
    const [dyHeight, dyWidth, filters] = mapOf(typeOf(nth(inputs, 1)));
    const { shape } = typeOf(nth(outputs, 0));
    const { ofX, ofDy } = sidesOf(lowerWindow(height, width, shape, attributes), [height, width, channels], filters);
    const [rows, columns] = ofX.output;

    /** A side's matrix [channels · taps, positions] of a portion, in standard form. */
    const sideOf = (
      name: string,
      size: readonly [number, number, number],
      window: LoweredWindow,
    ): ((portion: Portion) => string) => {
      const [own, taps] = [size[2], tapsOf(window)];
      const padded = paddedChannels(own, block);
      const map = { height: size[0], width: size[1], channels: padded };
      const { pads, strides } = window;
      const places = new Map<string, string>();
      return (portion) => {
        const { from, to, above, below } = rowsSeen(portion, size[0], window);
        const part = { image: portion.image, images: portion.images, from, to };
        const length = portion.images * portion.rows * columns;
        let seen = blocksOutermost(context, getBlocked(name), map, part, [above, pads[1], below, pads[3]]);
        if (taps > 1 || strides[0] > 1 || strides[1] > 1) {
          const key = `${String(portion.images)} ${String(portion.rows)}`;
          const padSize = [above + to - from + below, pads[1] + size[1] + pads[3]] as const;
          const gathered = places.get(key) ?? writer.indices(placesSeen(portion, window, padSize));
          places.set(key, gathered);
          seen = writer.node('Gather', [seen, gathered], { axis: 1 });
        }
        const flat = writer.node('Reshape', [seen, writer.integers(1, padded, 1, taps * length)]);
        const standard = writer.node('ReorderOutput', [flat], { channels: own }, BLOCKED_DOMAIN);
        return writer.node('Reshape', [standard, writer.integers(own * taps, length)]);
      };
    };
    const left = sideOf(nth(inputs, 0), [height, width, channels], ofX);
    const right = sideOf(nth(inputs, 1), [dyHeight, dyWidth, filters], ofDy);

    let gradient: string | null = null;
    const widest = Math.max(tapsOf(ofX) * paddedChannels(channels, block), tapsOf(ofDy) * paddedChannels(filters, block));
    for (const portion of portionsOf(batch, rows, 4 * columns * widest)) {
      const factors = [left(portion), right(portion)];
      gradient = writer.node('Gemm', gradient === null ? factors : [...factors, gradient], { transB: 1 });
    }
    const apart = writer.integers(channels, tapsOf(ofX), filters, tapsOf(ofDy));
    const byTaps = writer.node('Transpose', [writer.node('Reshape', [gradient ?? '', apart])], { perm: [3, 1, 0, 2] });
    // dy is seen from below
    const ordered = reversed(writer, byTaps, tapsOf(ofDy));
    set(nth(outputs, 0), writer.node('Reshape', [ordered, writer.integers(...shape)]));
  },
};
