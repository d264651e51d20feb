import type { Op } from '../ops.ts';
import type { Backward, LayerContext } from './rule.ts';

/** The backward of a layer of one input and no parameters: one op makes `dx` of `dy`. */
export function oneGradient({ builder, inputs }: LayerContext, op: (dy: string, dx: string) => Op): Backward {
  const [x = ''] = inputs;
  return (dy, [wanted]) => {
    if (!wanted) return [null];
    const dx = builder.temporary(`grad:${x}`, builder.typeOf(x));
    builder.emit(op(dy, dx));
    return [dx];
  };
}
