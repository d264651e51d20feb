import { AppError } from '@sagittal/contracts';
import { expectMap } from '../../graph/expect-shape.ts';
import type { LayerOf, Shape } from '../../graph/graph.ts';
import { windowShape } from './window-shape.ts';

/** The shape behind a pool. @throws AppError INPUT_TOO_SMALL, INVALID_INPUT (a window that may hold padding alone). */
export function poolShape(layer: LayerOf<'max-pool2d' | 'average-pool2d'>, inputs: readonly Shape[]): Shape {
  const map = expectMap(layer.name, inputs);
  if (typeof layer.padding === 'number' && layer.padding >= Math.min(...layer.pool)) {
    throw new AppError('INVALID_INPUT', {
      message: `Layer ${layer.name} pads by ${String(layer.padding)}: a ${layer.pool.join('×')} window could see nothing else.`,
      item: layer.name,
    });
  }
  return [...windowShape(layer, layer.pool, map), map[2]];
}
