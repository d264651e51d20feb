import { AppError } from '@sagittal/contracts';
import { expectOne } from '../../graph/expect-shape.ts';
import type { LayerRule } from './rule.ts';

/** Preprocessing of pixels: scale · x + offset. Stands before all that is trained, so nothing flows back through it. */
export const rescale: LayerRule<'rescale'> = {
  shape(layer, inputs) {
    const { shape, channels } = expectOne(layer.name, inputs);
    for (const list of [layer.scale, layer.offset]) {
      if (list.length !== 1 && list.length !== channels) {
        throw new AppError('INVALID_INPUT', {
          message: `Layer ${layer.name} has ${String(list.length)} numbers for ${String(channels)} channels.`,
          item: layer.name,
        });
      }
    }
    return shape;
  },
  parameters: () => [],
  derive(layer, { builder, inputs, output }) {
    builder.emit({ kind: 'rescale', inputs, outputs: [output], attributes: { scale: layer.scale, offset: layer.offset } });
    return () => [null];
  },
};
