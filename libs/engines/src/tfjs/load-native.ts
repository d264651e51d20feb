import { createRequire } from 'node:module';
import { AppError } from '@sagittal/contracts';
import { builtEnginesFolder, setForLibrary } from '../env.ts';
import { NATIVE_PACKAGES, builtAddon, type NativeFlavour } from './native-builds.ts';
import { nativeOps, type NativeBackend, type NativeBinding } from './native-ops.ts';
import { restoreNodeFunctions } from './node-functions.ts';
import type { Tf, TfjsRuntime } from './runtime.ts';

const BACKEND = 'tensorflow';

export interface NativeRuntime extends TfjsRuntime {
  readonly flavour: NativeFlavour;
  readonly tensorflowVersion: string;
  /** A GPU computes. */
  readonly gpu: boolean;
}

interface BackendModule {
  readonly NodeJSKernelBackend: new (binding: NativeBinding, packageName: string) => NativeBackend;
}

const require = createRequire(import.meta.url);

function hasPackage(name: string): boolean {
  try {
    require.resolve(`${name}/package.json`);
    return true;
  } catch {
    return false;
  }
}

async function start(flavour: NativeFlavour, addon: string, threads: number): Promise<NativeRuntime> {
  const name = NATIVE_PACKAGES[flavour];
  setForLibrary({
    TF_CPP_MIN_LOG_LEVEL: '2',
    TF_NUM_INTRAOP_THREADS: String(threads),
    TF_NUM_INTEROP_THREADS: '1',
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    // a GPU would round to 10 bits otherwise, and no gradient would agree with the processor's
    NVIDIA_TF32_OVERRIDE: '0',
  });
  restoreNodeFunctions();
  const tf = require('@tensorflow/tfjs-core') as Tf;
  const binding = require(addon) as NativeBinding;
  const { NodeJSKernelBackend } = require(`${name}/dist/nodejs_kernel_backend`) as BackendModule;
  let backend: NativeBackend | undefined;
  tf.registerBackend(BACKEND, () => {
    backend = new NodeJSKernelBackend(binding, name);
    return backend as unknown as ReturnType<Tf['backend']>;
  });
  require(`${name}/dist/register_all_kernels`);
  if (!(await tf.setBackend(BACKEND)) || backend === undefined)
    throw new AppError('ENGINE_FAILED', { message: 'The native backend of TensorFlow.js does not start.' });
  const native = nativeOps(backend);
  return { tf, backend: BACKEND, native, flavour, tensorflowVersion: binding.TF_Version, gpu: native.gpu };
}

let started: Promise<NativeRuntime> | undefined;

/**
 * TensorFlow.js over TensorFlow's library, as it was built on this machine; the build for CUDA where there is one, since a
 * process can load one library only. Its threads are set when a process first asks.
 * @param engines the folder with what was built.
 * @throws AppError ENGINE_FAILED where nothing was built, a package is not installed, or the library does not load.
 */
export function loadNative(threads: number, engines = builtEnginesFolder()): Promise<NativeRuntime> {
  if (started !== undefined) return started;
  const built = (['cuda', 'cpu'] as const)
    .map((flavour) => ({ flavour, addon: builtAddon(flavour, engines) }))
    .find(({ addon }) => addon !== undefined);
  if (built?.addon === undefined) {
    return Promise.reject(
      new AppError('ENGINE_FAILED', { message: 'It is not built on this machine.', hint: 'npm run engine:native' }),
    );
  }
  if (!hasPackage(NATIVE_PACKAGES[built.flavour])) {
    return Promise.reject(
      new AppError('ENGINE_FAILED', {
        message: `The optional package ${NATIVE_PACKAGES[built.flavour]} is not installed.`,
        hint: 'npm ci',
      }),
    );
  }
  started = start(built.flavour, built.addon, threads);
  return started;
}
