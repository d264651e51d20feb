import { AppError } from '@sagittal/contracts';
import { expectMap } from '../../graph/expect-shape.ts';
import { windowAxis } from '../../graph/windows.ts';
import { biasGradient } from './bias-gradient.ts';
import { kernelInitial } from './kernel-initial.ts';
import type { LayerRule } from './rule.ts';

/** One filter a channel; kernel [height, width, channels, 1]. */
export const depthwiseConv2d: LayerRule<'depthwise-conv2d'> = {
  shape(layer, inputs) {
    const [height, width, channels] = expectMap(layer.name, inputs);
    const rows = windowAxis(height, layer.kernel[0], layer.strides[0], layer.padding).output;
    const columns = windowAxis(width, layer.kernel[1], layer.strides[1], layer.padding).output;
    if (rows < 1 || columns < 1) {
      throw new AppError('INPUT_TOO_SMALL', {
        message: `At layer ${layer.name} the picture is smaller than the ${layer.kernel.join('×')} kernel.`,
        item: layer.name,
      });
    }
    return [rows, columns, channels];
  },
  parameters(layer, inputs) {
    const [, , channels] = expectMap(layer.name, inputs);
    const area = layer.kernel[0] * layer.kernel[1];
    return [
      {
        suffix: 'depthwise_kernel',
        shape: [...layer.kernel, channels, 1],
        trainable: true,
        initial: kernelInitial(layer.initial, area * channels, area),
      },
      ...(layer.bias
        ? [{ suffix: 'bias', shape: [channels], trainable: true, initial: { kind: 'constant', value: 0 } } as const]
        : []),
    ];
  },
  derive(layer, context) {
    const { builder, inputs, output } = context;
    const [x = ''] = inputs;
    const attributes = { strides: layer.strides, padding: layer.padding };
    const kernel = context.parameter('depthwise_kernel');
    builder.emit({
      kind: 'depthwiseConv',
      inputs: [x, kernel, ...(layer.bias ? [context.parameter('bias')] : [])],
      outputs: [output],
      attributes,
    });
    return (dy, [wanted]) => {
      if (layer.bias) biasGradient(context, dy);
      if (context.trains('depthwise_kernel')) {
        const gradient = builder.temporary(`grad:${kernel}`, builder.typeOf(kernel));
        builder.emit({ kind: 'depthwiseConvGradWeight', inputs: [x, dy], outputs: [gradient], attributes });
        builder.setParameterGradient(kernel, gradient);
      }
      if (!wanted) return [null];
      const dx = builder.temporary(`grad:${x}`, builder.typeOf(x));
      builder.emit({ kind: 'depthwiseConvGradInput', inputs: [dy, kernel], outputs: [dx], attributes });
      return [dx];
    };
  },
};
