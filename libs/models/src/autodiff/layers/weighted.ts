import type { KernelInitial, Shape } from '../../graph/graph.ts';
import type { Op, OpWith } from '../ops.ts';
import type { Backward, Initial, LayerContext, ParameterSpec } from './rule.ts';

/*
 * What layers have in common that multiply by a trained kernel and add a bias.
 */

/** Deviation of a normal of deviation 1 that was cut off at two: what is drawn is divided by it to have the deviation asked for. */
const CUT_OFF_DEVIATION = 0.879_625_661_034_239_78;

/** `he-fan-out` is Keras's VarianceScaling(2, fan_out). */
function kernelInitial(initial: KernelInitial | undefined, fanIn: number, fanOut: number): Initial {
  if (initial === undefined || initial === 'glorot-uniform') return { kind: 'glorot-uniform', fanIn, fanOut };
  return { kind: 'truncated-normal', deviation: initial === 'he-fan-out' ? Math.sqrt(2 / fanOut) / CUT_OFF_DEVIATION : initial };
}

interface Weights {
  /** Name and shape of the kernel, and with how many numbers one of its inputs and outputs is joined. */
  readonly kernel: { readonly suffix: string; readonly shape: Shape; readonly fanIn: number; readonly fanOut: number };
  /** Length of the bias. */
  readonly outputs: number;
}

export function weightParameters(
  layer: { readonly bias: boolean; readonly initial?: KernelInitial },
  { kernel: { suffix, shape, fanIn, fanOut }, outputs }: Weights,
): readonly ParameterSpec[] {
  const kernel: ParameterSpec = { suffix, shape, trainable: true, initial: kernelInitial(layer.initial, fanIn, fanOut) };
  const bias: ParameterSpec = { suffix: 'bias', shape: [outputs], trainable: true, initial: { kind: 'constant', value: 0 } };
  return layer.bias ? [kernel, bias] : [kernel];
}

/** The bias is added everywhere, so its gradient is the sum over batch and positions. */
function biasGradient({ builder, parameter, trains }: LayerContext, dy: string): void {
  if (!trains('bias')) return;
  const bias = parameter('bias');
  const gradient = builder.temporary(`grad:${bias}`, builder.typeOf(bias));
  builder.emit({ kind: 'channelSum', inputs: [dy], outputs: [gradient], attributes: {} });
  builder.setParameterGradient(bias, gradient);
}

/** Writes y = op(x, kernel) + bias and returns the writer of its three gradients. */
export function deriveWeighted<K extends 'conv' | 'depthwiseConv' | 'dense'>(
  kind: K,
  attributes: OpWith<K>['attributes'],
  layer: { readonly bias: boolean },
  suffix: string,
  context: LayerContext,
): Backward {
  const { builder, inputs, output, parameter } = context;
  const [x = ''] = inputs;
  const kernel = parameter(suffix);
  const emit = (op: string, from: readonly string[], to: string): void => {
    builder.emit({ kind: op, inputs: from, outputs: [to], attributes } as Op);
  };
  emit(kind, [x, kernel, ...(layer.bias ? [parameter('bias')] : [])], output);
  return (dy, [wanted]) => {
    if (layer.bias) biasGradient(context, dy);
    if (context.trains(suffix)) {
      const gradient = builder.temporary(`grad:${kernel}`, builder.typeOf(kernel));
      emit(`${kind}GradWeight`, [x, dy], gradient);
      builder.setParameterGradient(kernel, gradient);
    }
    if (!wanted) return [null];
    const dx = builder.temporary(`grad:${x}`, builder.typeOf(x));
    emit(`${kind}GradInput`, [dy, kernel], dx);
    return [dx];
  };
}
