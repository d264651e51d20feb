import { AppError } from '@sagittal/contracts';
import type { LayerRule } from './rule.ts';

export const add: LayerRule<'add'> = {
  shape(layer, inputs) {
    const [first] = inputs;
    if (first === undefined || inputs.length < 2 || inputs.some((shape) => shape.join() !== first.join())) {
      throw new AppError('INVALID_INPUT', {
        message: `Layer ${layer.name} adds two or more inputs of one shape.`,
        item: layer.name,
      });
    }
    return first;
  },
  parameters: () => [],
  derive(_layer, { builder, inputs, output }) {
    const [first = '', ...rest] = inputs;
    let sum = first;
    rest.forEach((value, index) => {
      const next = index === rest.length - 1 ? output : builder.temporary(output, builder.typeOf(output));
      builder.emit({ kind: 'add', inputs: [sum, value], outputs: [next], attributes: {} });
      sum = next;
    });
    return (dy) => inputs.map(() => dy);
  },
};
