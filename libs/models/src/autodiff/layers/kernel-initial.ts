import type { KernelInitial } from '../../graph/graph.ts';
import type { Initial } from './rule.ts';

/** Deviation of a normal of deviation 1 that was cut off at two: what is drawn is divided by it to have the deviation asked for. */
const CUT_OFF_DEVIATION = 0.879_625_661_034_239_78;

/** The initial values of a kernel with so many numbers going in and coming out. `he-fan-out` is Keras's VarianceScaling(2, fan_out). */
export function kernelInitial(initial: KernelInitial | undefined, fanIn: number, fanOut: number): Initial {
  if (initial === undefined || initial === 'glorot-uniform') return { kind: 'glorot-uniform', fanIn, fanOut };
  return { kind: 'truncated-normal', deviation: initial === 'he-fan-out' ? Math.sqrt(2 / fanOut) / CUT_OFF_DEVIATION : initial };
}
