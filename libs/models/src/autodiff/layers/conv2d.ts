import { expectMap } from '../../graph/expect-shape.ts';
import type { LayerRule } from './rule.ts';
import { deriveWeighted, weightParameters } from './weighted.ts';
import { windowShape } from './window-shape.ts';

/** Convolution (cross-correlation, as everywhere in deep learning); kernel [height, width, in, out]. */
export const conv2d: LayerRule<'conv2d'> = {
  shape: (layer, inputs) => [...windowShape(layer, layer.kernel, expectMap(layer.name, inputs)), layer.filters],
  parameters(layer, inputs) {
    const [, , channels] = expectMap(layer.name, inputs);
    const { kernel, filters } = layer;
    const area = kernel[0] * kernel[1];
    const shape = [...kernel, channels, filters];
    return weightParameters(layer, {
      kernel: { suffix: 'kernel', shape, fanIn: area * channels, fanOut: area * filters },
      outputs: filters,
    });
  },
  derive(layer, context) {
    return deriveWeighted('conv', { strides: layer.strides, padding: layer.padding }, layer, 'kernel', context);
  },
};
