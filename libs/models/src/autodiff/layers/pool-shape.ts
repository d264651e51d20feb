import { AppError } from '@sagittal/contracts';
import { expectMap } from '../../graph/expect-shape.ts';
import type { LayerOf, Shape } from '../../graph/graph.ts';
import { windowAxis } from '../../graph/windows.ts';

/** The shape behind a pool. @throws AppError INPUT_TOO_SMALL, INVALID_INPUT (a window that may hold padding alone). */
export function poolShape(layer: LayerOf<'max-pool2d' | 'average-pool2d'>, inputs: readonly Shape[]): Shape {
  const [height, width, channels] = expectMap(layer.name, inputs);
  if (typeof layer.padding === 'number' && layer.padding >= Math.min(...layer.pool)) {
    throw new AppError('INVALID_INPUT', {
      message: `Layer ${layer.name} pads by ${String(layer.padding)}: a ${layer.pool.join('×')} window could see nothing else.`,
      item: layer.name,
    });
  }
  const rows = windowAxis(height, layer.pool[0], layer.strides[0], layer.padding).output;
  const columns = windowAxis(width, layer.pool[1], layer.strides[1], layer.padding).output;
  if (rows < 1 || columns < 1) {
    throw new AppError('INPUT_TOO_SMALL', {
      message: `At layer ${layer.name} the picture is smaller than the ${layer.pool.join('×')} window.`,
      item: layer.name,
    });
  }
  return [rows, columns, channels];
}
