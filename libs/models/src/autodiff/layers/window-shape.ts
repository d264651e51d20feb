import { AppError } from '@sagittal/contracts';
import type { Shape } from '../../graph/graph.ts';
import { windowAxis } from '../../graph/windows.ts';
import type { WindowAttributes } from '../ops.ts';

/** Rows and columns of what a window that moves over a map gives. @throws AppError INPUT_TOO_SMALL. */
export function windowShape(
  layer: WindowAttributes & { readonly name: string },
  window: readonly [number, number],
  [height, width]: readonly [number, number, number],
): Shape {
  const rows = windowAxis(height, window[0], layer.strides[0], layer.padding).output;
  const columns = windowAxis(width, window[1], layer.strides[1], layer.padding).output;
  if (rows < 1 || columns < 1) {
    throw new AppError('INPUT_TOO_SMALL', {
      message: `At layer ${layer.name} the picture is smaller than the ${window.join('×')} window.`,
      item: layer.name,
    });
  }
  return [rows, columns];
}
