import { expectMap } from '../../graph/expect-shape.ts';
import type { LayerRule } from './rule.ts';
import { deriveWeighted, weightParameters } from './weighted.ts';
import { windowShape } from './window-shape.ts';

const KERNEL = 'depthwise_kernel';

/** One filter a channel; kernel [height, width, channels, 1]. Its initial values are drawn as Keras draws them: as if all were joined. */
export const depthwiseConv2d: LayerRule<'depthwise-conv2d'> = {
  shape(layer, inputs) {
    const map = expectMap(layer.name, inputs);
    return [...windowShape(layer, layer.kernel, map), map[2]];
  },
  parameters(layer, inputs) {
    const [, , channels] = expectMap(layer.name, inputs);
    const area = layer.kernel[0] * layer.kernel[1];
    const shape = [...layer.kernel, channels, 1];
    return weightParameters(layer, {
      kernel: { suffix: KERNEL, shape, fanIn: area * channels, fanOut: area },
      outputs: channels,
    });
  },
  derive(layer, context) {
    return deriveWeighted('depthwiseConv', { strides: layer.strides, padding: layer.padding }, layer, KERNEL, context);
  },
};
