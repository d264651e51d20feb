import { rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ADDON_FILE, NATIVE_PACKAGES, type NativeFlavour } from '@sagittal/engines';
import { tryProgram } from '../console/program.ts';
import { setting } from '../env.ts';
import { CUDA_FOLDERS } from './wheels.ts';

const require = createRequire(import.meta.url);

/** The C++ compiler: CXX, else g++ from the PATH. */
const compiler = setting('CXX') ?? 'g++';

async function run(args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
  // through env, which looks it up in the PATH
  return tryProgram('/usr/bin/env', [compiler, ...args]);
}

/**
 * The compiler's first line about itself.
 * @throws Error where there is none, with how to get one.
 */
export async function compilerVersion(): Promise<string> {
  const { code, output } = await run(['--version']);
  if (code !== 0) {
    throw new Error(
      `There is no C++ compiler ${compiler}. Debian, Ubuntu: sudo apt-get install g++; Fedora, RHEL: sudo dnf install gcc-c++; or name one: CXX=/path/of/g++.`,
    );
  }
  return output.split('\n', 1)[0] ?? '';
}

/**
 * The folder of a binding's package with its C++ sources.
 * @throws Error where the optional package is not installed.
 */
export function bindingSources(flavour: NativeFlavour): string {
  const name = NATIVE_PACKAGES[flavour];
  try {
    return path.dirname(require.resolve(`${name}/package.json`));
  } catch (error) {
    throw new Error(`The optional package ${name} is not installed: npm ci, without --omit=optional.`, { cause: error });
  }
}

/**
 * Compiles a binding's C++ sources against the libraries in a build's folder. The addon finds them beside itself, so that the
 * folder can be moved; it gets its name last.
 * @param libraries further ones that it loads itself, below the folder.
 */
export async function compileAddon(flavour: NativeFlavour, folder: string, libraries: readonly string[]): Promise<void> {
  const sources = bindingSources(flavour);
  const headers = path.join(path.dirname(require.resolve('node-api-headers/package.json')), 'include');
  const half = path.join(folder, `${ADDON_FILE}.new`);
  const { code, output } = await run([
    '-O2',
    '-shared',
    '-fPIC',
    '-std=c++17',
    '-DNAPI_VERSION=8',
    ...[headers, sources, path.dirname(sources), path.join(folder, 'include')].flatMap((include) => ['-I', include]),
    ...['backend', 'binding'].map((part) => path.join(sources, 'binding', `tfjs_${part}.cc`)),
    '-o',
    half,
    `-L${folder}`,
    // TensorFlow looks for CUDA's libraries by name: what is loaded already it finds
    '-Wl,--no-as-needed',
    ...libraries.map((library) => path.join(folder, library)),
    '-l:libtensorflow_cc.so.2',
    '-l:libtensorflow_framework.so.2',
    `-Wl,-rpath,${['$ORIGIN', ...(libraries.length > 0 ? CUDA_FOLDERS.map((below) => `$ORIGIN/${below}`) : [])].join(':')}`,
    ...(libraries.length > 0 ? ['-Wl,--allow-shlib-undefined'] : []),
  ]);
  if (code !== 0) {
    await rm(half, { force: true });
    throw new Error(`${compiler} could not compile the binding:\n${output.trim().slice(-3_000)}`);
  }
  await rename(half, path.join(folder, ADDON_FILE));
}
