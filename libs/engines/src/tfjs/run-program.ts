import { AppError } from '@sagittal/contracts';
import type { Program } from '@sagittal/models';
import type { KernelContext } from './kernel.ts';
import { lastReaders } from './liveness.ts';
import { computeOp, expectComputable } from './ops/table.ts';
import type { Tensor, TfjsRuntime } from './runtime.ts';

/**
 * Makes a program ready: each op on TensorFlow.js's kernels, without its gradients, and each value freed as soon as its last
 * reader ran.
 * @param given names of what the caller brings; never freed here.
 * @param wanted names of what comes back; the caller's to dispose. A wanted value that was given comes back as a copy.
 * @returns a function that computes in one go, to be called inside `compute`.
 * @throws AppError NOT_SUPPORTED_YET where the backend lacks an op.
 */
export function prepareProgram(
  { tf, native }: TfjsRuntime,
  program: Program,
  given: ReadonlySet<string>,
  wanted: ReadonlySet<string>,
): (values: ReadonlyMap<string, Tensor>, batch: number) => ReadonlyMap<string, Tensor> {
  expectComputable(program, native);
  const dying = lastReaders(program, given, wanted);
  const typeOf: KernelContext['typeOf'] = (name) => {
    const type = program.values.get(name);
    if (type === undefined) throw new AppError('INTERNAL', { message: `The value ${name} has no type.` });
    return type;
  };
  return (values, batch) => {
    const context: KernelContext = { tf, batch, typeOf };
    const made = new Map<string, Tensor>();
    const get = (name: string): Tensor => {
      const tensor = made.get(name) ?? values.get(name);
      if (tensor === undefined) throw new AppError('INTERNAL', { message: `The value ${name} is read before it is made.` });
      return tensor;
    };
    try {
      program.ops.forEach((op, index) => {
        const inputs = op.inputs.map(get);
        const outputs = tf.tidy(() => {
          const results = computeOp(op, inputs, context, native);
          // a kernel that has nothing to do may hand its input on: each name gets a tensor of its own
          return results.map((tensor) => tf.keep(inputs.includes(tensor) ? tf.clone(tensor) : tensor));
        });
        op.outputs.forEach((name, position) => {
          const tensor = outputs[position];
          if (tensor === undefined) throw new AppError('INTERNAL', { message: `${op.kind} made no ${name}.` });
          made.set(name, tensor);
        });
        for (const name of dying[index] ?? []) {
          made.get(name)?.dispose();
          made.delete(name);
        }
      });
      return new Map(
        [...wanted].map((name) => {
          const tensor = made.get(name) ?? tf.keep(tf.clone(get(name)));
          return [name, tensor];
        }),
      );
    } catch (error) {
      for (const tensor of made.values()) tensor.dispose();
      throw error;
    }
  };
}
