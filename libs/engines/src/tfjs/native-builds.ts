import { existsSync } from 'node:fs';
import path from 'node:path';
import { builtEnginesFolder } from '../env.ts';

/** The library that the bindings are built over. */
export const TENSORFLOW_VERSION = '2.21.0';

export type NativeFlavour = 'cpu' | 'cuda';

/** The binding of a flavour, in npm's registry. */
export const NATIVE_PACKAGES: Readonly<Record<NativeFlavour, string>> = {
  cpu: '@tensorflow/tfjs-node',
  cuda: '@tensorflow/tfjs-node-gpu',
};

/** Folder of one build below the folder of engines, and the addon in it. */
export function buildFolder(engines: string, flavour: NativeFlavour): string {
  return path.join(engines, `tensorflow-${TENSORFLOW_VERSION}-${flavour}`);
}

/** The addon lies last: where it is, the build was finished. */
export const ADDON_FILE = 'tfjs_binding.node';

/** The addon of a flavour that was built on this machine, or undefined. */
export function builtAddon(flavour: NativeFlavour, engines = builtEnginesFolder()): string | undefined {
  if (engines === undefined) return undefined;
  const addon = path.join(buildFolder(engines, flavour), ADDON_FILE);
  return existsSync(addon) ? addon : undefined;
}
