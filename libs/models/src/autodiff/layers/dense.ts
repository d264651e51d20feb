import { expectFeatures } from '../../graph/expect-shape.ts';
import { biasGradient } from './bias-gradient.ts';
import { kernelInitial } from './kernel-initial.ts';
import type { LayerRule } from './rule.ts';

/** y = x · kernel + bias, of a vector or of every token; kernel [in, out]. */
export const dense: LayerRule<'dense'> = {
  shape(layer, inputs) {
    return [...expectFeatures(layer.name, inputs).lead, layer.units];
  },
  parameters(layer, inputs) {
    const { features } = expectFeatures(layer.name, inputs);
    return [
      {
        suffix: 'kernel',
        shape: [features, layer.units],
        trainable: true,
        initial: kernelInitial(layer.initial, features, layer.units),
      },
      ...(layer.bias
        ? [{ suffix: 'bias', shape: [layer.units], trainable: true, initial: { kind: 'constant', value: 0 } } as const]
        : []),
    ];
  },
  derive(layer, context) {
    const { builder, inputs, output } = context;
    const [x = ''] = inputs;
    const kernel = context.parameter('kernel');
    builder.emit({
      kind: 'dense',
      inputs: [x, kernel, ...(layer.bias ? [context.parameter('bias')] : [])],
      outputs: [output],
      attributes: {},
    });
    return (dy, [wanted]) => {
      if (layer.bias) biasGradient(context, dy);
      if (context.trains('kernel')) {
        const gradient = builder.temporary(`grad:${kernel}`, builder.typeOf(kernel));
        builder.emit({ kind: 'denseGradWeight', inputs: [x, dy], outputs: [gradient], attributes: {} });
        builder.setParameterGradient(kernel, gradient);
      }
      if (!wanted) return [null];
      const dx = builder.temporary(`grad:${x}`, builder.typeOf(x));
      builder.emit({ kind: 'denseGradInput', inputs: [dy, kernel], outputs: [dx], attributes: {} });
      return [dx];
    };
  },
};
