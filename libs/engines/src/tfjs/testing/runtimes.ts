import path from 'node:path';
import { loadNative } from '../load-native.ts';
import { loadWasm } from '../load-wasm.ts';
import { builtAddon } from '../native-builds.ts';
import type { TfjsRuntime } from '../runtime.ts';
import { testHome } from '../../testing/env.ts';

const engines = path.join(testHome, 'engines');

/** What tests run on: the backends, and TensorFlow's library by the kernels that a GPU takes. */
export type TestRuntime = 'wasm' | 'native' | 'native as on a GPU';

export const testRuntimes: readonly TestRuntime[] = ['wasm', 'native', 'native as on a GPU'];

/** @param skip vitest's, called where the native library is not built on this machine. */
export async function testRuntime(name: TestRuntime, skip: (note: string) => void): Promise<TfjsRuntime> {
  if (name === 'wasm') return loadWasm(2);
  if (builtAddon('cpu', engines) === undefined && builtAddon('cuda', engines) === undefined)
    skip(`no native engine in ${engines}: npm run engine:native`);
  const runtime = await loadNative(2, engines);
  if (name === 'native' || runtime.native === null) return runtime;
  return { ...runtime, native: { ...runtime.native, gpu: true } };
}
