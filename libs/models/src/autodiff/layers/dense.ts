import { expectVector } from '../../graph/expect-shape.ts';
import { biasGradient } from './bias-gradient.ts';
import type { LayerRule } from './rule.ts';

/** y = x · kernel + bias; kernel [in, out]. */
export const dense: LayerRule<'dense'> = {
  shape(layer, inputs) {
    expectVector(layer.name, inputs);
    return [layer.units];
  },
  parameters(layer, inputs) {
    const features = expectVector(layer.name, inputs);
    return [
      {
        suffix: 'kernel',
        shape: [features, layer.units],
        trainable: true,
        initial: { kind: 'glorot-uniform', fanIn: features, fanOut: layer.units },
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
