import { AppError } from '@sagittal/contracts';
import type { Shape } from '../../graph/graph.ts';
import type { LayerRule } from './rule.ts';

const before = (shape: Shape): string => shape.slice(0, -1).join();

export const concat: LayerRule<'concat'> = {
  shape(layer, inputs) {
    const [first] = inputs;
    if (
      first === undefined ||
      first.length === 0 ||
      inputs.length < 2 ||
      inputs.some((shape) => shape.length !== first.length || before(shape) !== before(first))
    ) {
      throw new AppError('INVALID_INPUT', {
        message: `Layer ${layer.name} joins two or more inputs that differ in the last axis alone.`,
        item: layer.name,
      });
    }
    return [...first.slice(0, -1), inputs.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0)];
  },
  parameters: () => [],
  derive(_layer, { builder, inputs, output }) {
    builder.emit({ kind: 'concat', inputs, outputs: [output], attributes: {} });
    return (dy, wanted) => {
      let end = 0;
      return inputs.map((x, index) => {
        const type = builder.typeOf(x);
        const from = end;
        end += type.shape.at(-1) ?? 0;
        if (wanted[index] !== true) return null;
        const dx = builder.temporary(`grad:${x}`, type);
        builder.emit({ kind: 'slice', inputs: [dy], outputs: [dx], attributes: { from } });
        return dx;
      });
    };
  },
};
