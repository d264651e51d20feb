import type { Attribute } from '../file/model.ts';
import type { ModelWriter } from '../model-writer.ts';
import { BLOCKED_DOMAIN } from '../value-forms.ts';
import type { Fusion } from './blocked-lowering.ts';

interface Convolution {
  readonly x: string;
  /** [filters, channels of one group, kernel height, kernel width] by its dimensions, in blocks in memory. */
  readonly kernel: string;
  /** One number a filter. */
  readonly bias?: string | null;
  readonly window: {
    readonly kernel: readonly number[];
    readonly strides?: readonly number[];
    readonly dilations?: readonly number[];
    /** Top, left, bottom, right. */
    readonly pads?: readonly number[];
  };
  readonly groups?: number;
  /** An ONNX value in blocked form that is added before the activation. */
  readonly sum?: string | null;
  readonly activation?: Fusion['activation'];
}

function activationAttributes(activation: Fusion['activation']): Readonly<Record<string, Attribute>> {
  if (activation === null) return {};
  if (activation.max === null) return { activation: 'Relu' };
  return { activation: 'Clip', activation_params: { floats: [0, activation.max] } };
}

/** The blocked convolution: the one kernel of ONNX Runtime that multiplies, adds and cuts off in a single pass over memory. */
export function convolve(
  writer: ModelWriter,
  { x, kernel, bias = null, window, groups = 1, sum = null, activation = null }: Convolution,
): string {
  const inputs = sum === null ? [x, kernel, ...(bias === null ? [] : [bias])] : [x, kernel, bias ?? '', sum];
  return writer.node(
    'Conv',
    inputs,
    {
      kernel_shape: window.kernel,
      strides: window.strides ?? [1, 1],
      dilations: window.dilations ?? [1, 1],
      pads: window.pads ?? [0, 0, 0, 0],
      group: groups,
      ...activationAttributes(activation),
    },
    BLOCKED_DOMAIN,
  );
}
