import type { Tensor } from './runtime.ts';

/** One attribute of a TensorFlow operation; whole numbers come as lists. */
type NativeAttribute = string | boolean | readonly number[] | { readonly float: number };

/** TensorFlow's own operations, by their names in its registry, on float32 tensors. */
export interface NativeOps {
  /** A GPU computes, not the processor. */
  readonly gpu: boolean;
  run(operation: string, inputs: readonly Tensor[], attributes?: Readonly<Record<string, NativeAttribute>>): Tensor;
  runMany(
    operation: string,
    inputs: readonly Tensor[],
    attributes: Readonly<Record<string, NativeAttribute>>,
    outputs: number,
  ): readonly Tensor[];
}

interface EncodedAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: string | boolean | number | readonly number[];
}

/** What the package's addon exports, as far as it is used here. */
export interface NativeBinding {
  readonly TF_FLOAT: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_Version: string;
  isUsingGpuDevice(): boolean;
}

/** The package's backend over its addon, as far as it is used here. */
export interface NativeBackend {
  readonly binding: NativeBinding;
  executeMultipleOutputs(
    name: string,
    attributes: readonly EncodedAttribute[],
    inputs: readonly Tensor[],
    outputs: number,
  ): Tensor[];
}

function encode(binding: NativeBinding, name: string, value: NativeAttribute): EncodedAttribute {
  if (typeof value === 'string') return { name, type: binding.TF_ATTR_STRING, value };
  if (typeof value === 'boolean') return { name, type: binding.TF_ATTR_BOOL, value };
  if ('float' in value) return { name, type: binding.TF_ATTR_FLOAT, value: value.float };
  return { name, type: binding.TF_ATTR_INT, value };
}

export function nativeOps(backend: NativeBackend): NativeOps {
  const { binding } = backend;
  const runMany: NativeOps['runMany'] = (operation, inputs, attributes, outputs) =>
    backend.executeMultipleOutputs(
      operation,
      [
        { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT },
        ...Object.entries(attributes).map(([name, value]) => encode(binding, name, value)),
      ],
      inputs,
      outputs,
    );
  return {
    gpu: binding.isUsingGpuDevice(),
    runMany,
    run(operation, inputs, attributes = {}) {
      const [output] = runMany(operation, inputs, attributes, 1);
      if (output === undefined) throw new Error(`${operation} gave nothing.`);
      return output;
    },
  };
}
