import { AppError } from '@sagittal/contracts';
import { expectOne, sizeOf } from '../../graph/expect-shape.ts';
import { oneGradient } from './one-gradient.ts';
import type { LayerRule } from './rule.ts';

/** A map of patches as tokens, a vector as a map of one position: the numbers and their order (channels last) stay. */
export const reshape: LayerRule<'reshape'> = {
  shape(layer, inputs) {
    const { shape } = expectOne(layer.name, inputs);
    if (sizeOf(shape) !== sizeOf(layer.shape)) {
      throw new AppError('INVALID_INPUT', {
        message: `Layer ${layer.name} cannot make [${layer.shape.join(', ')}] of [${shape.join(', ')}].`,
        item: layer.name,
      });
    }
    return layer.shape;
  },
  parameters: () => [],
  derive(_layer, context) {
    const { builder, inputs, output } = context;
    const [x = ''] = inputs;
    builder.emit({ kind: 'reshape', inputs: [x], outputs: [output], attributes: {} });
    return oneGradient(context, (dy, dx) => ({ kind: 'reshape', inputs: [dy], outputs: [dx], attributes: {} }));
  },
};
