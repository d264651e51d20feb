import { AppError } from '@sagittal/contracts';
import * as ort from 'onnxruntime-node';
import { encodeModel, type OnnxModel } from './file/model.ts';
import { profilingOptions } from './profiling.ts';

export type OnnxTensor = ort.Tensor;
export type OnnxSession = ort.InferenceSession;
export type Fetches = Record<string, OnnxTensor | null>;

/** A tensor over the caller's own memory: nothing is copied. */
export function tensorOver(data: Float32Array | Float64Array | Uint8Array, dims: readonly number[]): OnnxTensor {
  if (data instanceof Float64Array) return new ort.Tensor('float64', data, dims);
  return data instanceof Uint8Array ? new ort.Tensor('uint8', data, dims) : new ort.Tensor('float32', data, dims);
}

/** ONNX Runtime's failures with a code: memory that ran out, or anything else it says. */
export function engineError(error: unknown, what: string): AppError {
  const text = error instanceof Error ? error.message : String(error);
  if (/bad_alloc|failed to allocate|out of memory|array buffer allocation failed/i.test(text)) {
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
    { message: `${what}: ONNX Runtime says: ${text.slice(0, 500)}`, hint: 'Run `npm run doctor`.' },
    { cause: error },
  );
}

/**
 * How long an idle thread of ONNX Runtime spins before it sleeps, in microseconds. Its default spins for long: on a machine
 * whose cores also decode pictures or serve pages, that costs a forward pass of MobileNetV2 up to a third and a training step of
 * a small CNN up to two thirds; on an idle machine this short spin costs up to a quarter of a small CNN's step.
 */
const SPIN_MICROSECONDS = '100';

/**
 * Makes a session on the CPU. Its memory is kept and reused (arena), but not laid out ahead (pattern): that would double the
 * peak of a training step. `all` optimisations include the blocked layout of convolutions where weights are constant.
 */
export async function createSession(model: OnnxModel, threads: number): Promise<OnnxSession> {
  try {
    return await ort.InferenceSession.create(encodeModel(model), {
      executionProviders: ['cpu'],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      enableCpuMemArena: true,
      enableMemPattern: false,
      logSeverityLevel: 3,
      ...profilingOptions(),
      extra: { session: { intra_op: { spin_duration_us: SPIN_MICROSECONDS } } },
    });
  } catch (error) {
    throw engineError(error, `The network ${model.name} could not be made ready`);
  }
}

/** Runs a session; results without a tensor of the caller's in `fetches` get one of their own. */
export async function runSession(
  session: OnnxSession,
  feeds: Readonly<Record<string, OnnxTensor>>,
  fetches: Fetches,
): Promise<Readonly<Record<string, OnnxTensor>>> {
  try {
    return await session.run(feeds, fetches);
  } catch (error) {
    throw engineError(error, 'A step could not be computed');
  }
}

/** The numbers of a result. */
export function floatsOf(tensor: OnnxTensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array))
    throw new AppError('ENGINE_FAILED', { message: 'ONNX Runtime gave no float32 result.' });
  return tensor.data;
}

/** The numbers of a result in double. */
export function doublesOf(tensor: OnnxTensor | undefined): Float64Array {
  if (!(tensor?.data instanceof Float64Array))
    throw new AppError('ENGINE_FAILED', { message: 'ONNX Runtime gave no float64 result.' });
  return tensor.data;
}
