import { loadNative } from '../load-native.ts';
import { loadWasm } from '../load-wasm.ts';
import { builtAddon } from '../native-builds.ts';
import type { TfjsRuntime } from '../runtime.ts';
import { testEngines } from '../../testing/env.ts';

/** What tests run on: the backends, and TensorFlow's library by the kernels that a GPU takes. */
export type TestRuntime = 'wasm' | 'native' | 'native as on a GPU';

export const testRuntimes: readonly TestRuntime[] = ['wasm', 'native', 'native as on a GPU'];

/** @param skip vitest's, called where the native library is not built on this machine. */
export async function testRuntime(name: TestRuntime, skip: (note: string) => void): Promise<TfjsRuntime> {
  if (name === 'wasm') return loadWasm(2);
  if (builtAddon('cpu', testEngines) === undefined && builtAddon('cuda', testEngines) === undefined)
    skip(`no native engine in ${testEngines}: npm run engine:native`);
  const runtime = await loadNative(2, testEngines);
  if (name === 'native' || runtime.native === null) return runtime;
  return { ...runtime, native: { ...runtime.native, gpu: true } };
}
