import { AppError } from '@sagittal/contracts';
import type * as Tfjs from '@tensorflow/tfjs-core';
import type { NativeOps } from './native-ops.ts';

export type Tf = typeof Tfjs;
export type Tensor = Tfjs.Tensor;

/** TensorFlow.js with one of its backends ready. */
export interface TfjsRuntime {
  readonly tf: Tf;
  /** The backend's name in TensorFlow.js. Several may be loaded in one process; `compute` makes this one current. */
  readonly backend: string;
  /** Operations of TensorFlow itself; null where there is no such library, as in WebAssembly. */
  readonly native: NativeOps | null;
}

/** TensorFlow.js's failures with a code: memory that ran out, or anything else it says. */
function engineError(error: unknown, what: string): AppError {
  if (error instanceof AppError) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (/OOM|bad_alloc|failed to allocate|out of memory|out of bounds|enlarge memory|array buffer allocation failed/i.test(text)) {
    return new AppError(
      'OUT_OF_MEMORY',
      {
        message: `${what}: the memory did not suffice.`,
        hint: 'Use a smaller batch or smaller pictures, or stop other programs.',
      },
      { cause: error },
    );
  }
  return new AppError(
    'ENGINE_FAILED',
    { message: `${what}: TensorFlow.js says: ${text.slice(0, 500)}`, hint: 'Run `npm run doctor`.' },
    { cause: error },
  );
}

/**
 * Runs what is computed in one go on this runtime's backend. Tensors that it leaves behind must be kept by `f` itself.
 * @throws AppError OUT_OF_MEMORY or ENGINE_FAILED with TensorFlow.js's words.
 */
export async function compute<T>({ tf, backend }: TfjsRuntime, what: string, f: () => T): Promise<T> {
  try {
    // the current backend is the process's: whoever waited here may find it changed
    while (tf.getBackend() !== backend) {
      if (!(await tf.setBackend(backend)))
        throw new AppError('ENGINE_FAILED', { message: `TensorFlow.js has lost its backend ${backend}.` });
    }
    return f();
  } catch (error) {
    throw engineError(error, what);
  }
}

/** The numbers of a tensor, in memory of their own. */
export function floatsOf(tensor: Tensor): Float32Array {
  return new Float32Array(tensor.dataSync());
}
