import { type BuildContext, context } from 'esbuild';
import { type BundleName, bundleAll, bundleOptions } from '../build/bundle.ts';
import { launch } from './launch.ts';
import type { Stack } from './stack.ts';

/** Rebuilds a bundle as its sources change, and restarts what runs it. The pages reload by themselves. */
async function watchBundle(name: BundleName, restart: () => Promise<void>): Promise<BuildContext> {
  const options = bundleOptions(name);
  let first = true;
  const watching = await context({
    ...options,
    plugins: [
      ...(options.plugins ?? []),
      {
        name: 'restart',
        setup(on) {
          on.onEnd(async ({ errors }) => {
            // the first build only repeats what runs already; a broken one leaves the old process
            if (!first && errors.length === 0) await restart();
            first = false;
          });
        },
      },
    ],
  });
  await watching.watch();
  return watching;
}

async function watchAll(stack: Stack): Promise<() => Promise<void>> {
  const watching = await Promise.all([
    watchBundle('server', () => stack.server.restart()),
    watchBundle('trainer', () => stack.trainer.restart()),
    watchBundle('compute', () => stack.trainer.restart()),
  ]);
  return async () => {
    await Promise.all(watching.map((one) => one.dispose()));
  };
}

await launch({ development: true, prepare: bundleAll, begin: watchAll });
