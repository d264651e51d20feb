import path from 'node:path';
import { type BuildOptions, type Plugin, build } from 'esbuild';
import { root } from '../root.ts';

/** Workspace packages are bundled from their source; what npm installed stays outside and is resolved at run time. */
const npmStaysOutside: Plugin = {
  name: 'npm-stays-outside',
  setup(on) {
    on.onResolve({ filter: /^[^./]/ }, ({ kind, path: name }) =>
      kind === 'entry-point' || name.startsWith('@sagittal/') || path.isAbsolute(name)
        ? undefined
        : { path: name, external: true },
    );
  },
};

export type BundleName = 'server' | 'trainer' | 'compute' | 'decode';

/** What runs as a process or a thread of its own: where it begins, and the one file that is made of it. */
export const BUNDLES: Readonly<Record<BundleName, { readonly entry: string; readonly outfile: string }>> = {
  server: { entry: path.join(root, 'tools/launcher/server.ts'), outfile: path.join(root, 'tools/dist/server.js') },
  trainer: { entry: path.join(root, 'apps/trainer/src/main.ts'), outfile: path.join(root, 'apps/trainer/dist/main.js') },
  compute: {
    entry: path.join(root, 'apps/trainer/src/compute/main.ts'),
    outfile: path.join(root, 'apps/trainer/dist/compute.js'),
  },
  // a thread of the compute process, which looks for it beside its own file
  decode: {
    entry: path.join(root, 'libs/data/src/pipeline/decode-worker.ts'),
    outfile: path.join(root, 'apps/trainer/dist/decode-worker.js'),
  },
};

export function bundleOptions(name: BundleName): BuildOptions {
  const { entry, outfile } = BUNDLES[name];
  return {
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    sourcemap: true,
    logLevel: 'warning',
    plugins: [npmStaysOutside],
  };
}

export async function bundleAll(): Promise<void> {
  await Promise.all((Object.keys(BUNDLES) as BundleName[]).map((name) => build(bundleOptions(name))));
}
