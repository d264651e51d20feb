import type { Op, ValueType } from '@sagittal/models';
import { readsMapsOnly, type FusedOp } from './blocked-lowering.ts';

interface Options {
  readonly typeOf: (name: string) => ValueType;
  /** Ops whose kernel can add and cut off as it writes its first output. */
  readonly fuses: (op: Op) => boolean;
  /** Values that are wanted as results, so must stay as they are. */
  readonly kept: ReadonlySet<string>;
}

/**
 * Melts an add, then a ReLU, into the op that makes what they read, where nothing else reads it: convolution + ReLU, batch norm
 * + residual + ReLU, a gradient + what flows back by another way. Each spares a pass over memory. A sum is melted into the later
 * of its two makers, as the other operand exists by then.
 */
export function fuse(ops: readonly Op[], { typeOf, fuses, kept }: Options): readonly FusedOp[] {
  const readers = new Map<string, number>();
  for (const name of [...ops.flatMap(({ inputs }) => inputs), ...kept]) readers.set(name, (readers.get(name) ?? 0) + 1);
  const fused: FusedOp[] = [];
  const makers = new Map<string, number>();

  const makerOf = (name: string): number => makers.get(name) ?? -1;
  /** The place of the op that makes a value, if it may be told to make `output` in its stead. */
  const open = (name: string): { readonly index: number; readonly maker: FusedOp } | null => {
    const index = makerOf(name);
    const maker = fused[index];
    if (maker === undefined || readers.get(name) !== 1) return null;
    return maker.op.outputs[0] === name && maker.activation === null && fuses(maker.op) ? { index, maker } : null;
  };
  const rename = (op: Op, output: string): Op => ({ ...op, outputs: [output, ...op.outputs.slice(1)] });
  const replace = (index: number, changed: FusedOp, output: string): void => {
    fused[index] = changed;
    makers.set(output, index);
  };

  for (const op of ops) {
    const [first = '', second = ''] = op.inputs;
    const [output = ''] = op.outputs;
    if (op.kind === 'add' && first !== second && readsMapsOnly(op, typeOf)) {
      const [earlier, later] = makerOf(first) > makerOf(second) ? [second, first] : [first, second];
      const found = open(later);
      if (found !== null && found.maker.sum === null) {
        replace(found.index, { ...found.maker, op: rename(found.maker.op, output), sum: earlier }, output);
        continue;
      }
    }
    if (op.kind === 'relu') {
      const found = open(first);
      if (found !== null) {
        replace(found.index, { ...found.maker, op: rename(found.maker.op, output), activation: op.attributes }, output);
        continue;
      }
    }
    for (const name of op.outputs) makers.set(name, fused.length);
    fused.push({ op, sum: null, activation: null });
  }
  return fused;
}
