import { expectOne } from '../../graph/expect-shape.ts';
import type { LayerKind } from '../../graph/graph.ts';
import { oneGradient } from './one-gradient.ts';
import type { LayerRule } from './rule.ts';

/** A function of each number, whose gradient is told from dy and either what went in or what came out. */
export function activation<K extends LayerKind>(
  forward: 'sigmoid' | 'swish' | 'gelu',
  gradient: 'sigmoidGrad' | 'swishGrad' | 'geluGrad',
  from: 'input' | 'output',
): LayerRule<K> {
  return {
    shape: (layer, inputs) => expectOne(layer.name, inputs).shape,
    parameters: () => [],
    derive(_layer, context) {
      const { builder, inputs, output } = context;
      const [x = ''] = inputs;
      builder.emit({ kind: forward, inputs: [x], outputs: [output], attributes: {} });
      return oneGradient(context, (dy, dx) => ({
        kind: gradient,
        inputs: [dy, from === 'input' ? x : output],
        outputs: [dx],
        attributes: {},
      }));
    },
  };
}
