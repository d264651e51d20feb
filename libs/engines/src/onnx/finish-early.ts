import type { Op } from '@sagittal/models';

/**
 * The ops of a program with those whose results no other op reads (updates of parameters and of moving averages) right behind
 * the last op that they wait for, so that gradients need not be kept till the end.
 */
export function finishEarly(ops: readonly Op[]): readonly Op[] {
  const read = new Set(ops.flatMap(({ inputs }) => inputs));
  const makers = new Map<string, number>();
  ops.forEach(({ outputs }, index) => {
    for (const name of outputs) makers.set(name, index);
  });
  const place = ({ inputs, outputs }: Op, index: number): number =>
    outputs.some((name) => read.has(name)) ? index : Math.max(-1, ...inputs.map((name) => makers.get(name) ?? -1));
  // sorting keeps the order of equals: a result comes behind the op that it waits for
  return ops
    .map((op, index) => ({ op, index, place: place(op, index) }))
    .toSorted((one, other) => one.place - other.place || one.index - other.index)
    .map(({ op }) => op);
}
