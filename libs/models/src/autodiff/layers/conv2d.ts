import { AppError } from '@sagittal/contracts';
import { expectMap } from '../../graph/expect-shape.ts';
import { windowAxis } from '../../graph/windows.ts';
import { biasGradient } from './bias-gradient.ts';
import { kernelInitial } from './kernel-initial.ts';
import type { LayerRule } from './rule.ts';

/** Convolution (cross-correlation, as everywhere in deep learning); kernel [height, width, in, out]. */
export const conv2d: LayerRule<'conv2d'> = {
  shape(layer, inputs) {
    const [height, width] = expectMap(layer.name, inputs);
    const rows = windowAxis(height, layer.kernel[0], layer.strides[0], layer.padding).output;
    const columns = windowAxis(width, layer.kernel[1], layer.strides[1], layer.padding).output;
    if (rows < 1 || columns < 1) {
      throw new AppError('INPUT_TOO_SMALL', {
        message: `At layer ${layer.name} the picture is smaller than the ${layer.kernel.join('×')} kernel.`,
        item: layer.name,
      });
    }
    return [rows, columns, layer.filters];
  },
  parameters(layer, inputs) {
    const [, , channels] = expectMap(layer.name, inputs);
    const area = layer.kernel[0] * layer.kernel[1];
    return [
      {
        suffix: 'kernel',
        shape: [...layer.kernel, channels, layer.filters],
        trainable: true,
        initial: kernelInitial(layer.initial, area * channels, area * layer.filters),
      },
      ...(layer.bias
        ? [{ suffix: 'bias', shape: [layer.filters], trainable: true, initial: { kind: 'constant', value: 0 } } as const]
        : []),
    ];
  },
  derive(layer, context) {
    const { builder, inputs, output } = context;
    const [x = ''] = inputs;
    const attributes = { strides: layer.strides, padding: layer.padding };
    const kernel = context.parameter('kernel');
    builder.emit({
      kind: 'conv',
      inputs: [x, kernel, ...(layer.bias ? [context.parameter('bias')] : [])],
      outputs: [output],
      attributes,
    });
    return (dy, [wanted]) => {
      if (layer.bias) biasGradient(context, dy);
      if (context.trains('kernel')) {
        const gradient = builder.temporary(`grad:${kernel}`, builder.typeOf(kernel));
        builder.emit({ kind: 'convGradWeight', inputs: [x, dy], outputs: [gradient], attributes });
        builder.setParameterGradient(kernel, gradient);
      }
      if (!wanted) return [null];
      const dx = builder.temporary(`grad:${x}`, builder.typeOf(x));
      builder.emit({ kind: 'convGradInput', inputs: [dy, kernel], outputs: [dx], attributes });
      return [dx];
    };
  },
};
