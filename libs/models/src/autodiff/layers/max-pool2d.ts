import { AppError } from '@sagittal/contracts';
import { expectMap } from '../../graph/expect-shape.ts';
import { windowAxis } from '../../graph/windows.ts';
import type { LayerRule } from './rule.ts';

/** Largest value of each window; what 'same' adds at the edge never wins. */
export const maxPool2d: LayerRule<'max-pool2d'> = {
  shape(layer, inputs) {
    const [height, width, channels] = expectMap(layer.name, inputs);
    const rows = windowAxis(height, layer.pool[0], layer.strides[0], layer.padding).output;
    const columns = windowAxis(width, layer.pool[1], layer.strides[1], layer.padding).output;
    if (rows < 1 || columns < 1) {
      throw new AppError('INPUT_TOO_SMALL', {
        message: `At layer ${layer.name} the picture is smaller than the ${layer.pool.join('×')} window.`,
        item: layer.name,
      });
    }
    return [rows, columns, channels];
  },
  parameters: () => [],
  derive(layer, { builder, inputs, output }) {
    const [x = ''] = inputs;
    const attributes = { pool: layer.pool, strides: layer.strides, padding: layer.padding };
    builder.emit({ kind: 'poolMax', inputs: [x], outputs: [output], attributes });
    return (dy, [wanted]) => {
      if (!wanted) return [null];
      const dx = builder.temporary(`grad:${x}`, builder.typeOf(x));
      builder.emit({ kind: 'poolMaxGrad', inputs: [x, output, dy], outputs: [dx], attributes });
      return [dx];
    };
  },
};
