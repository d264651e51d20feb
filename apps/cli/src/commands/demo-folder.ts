import type { Surroundings } from '../context.ts';
import { contextOf } from '../context.ts';
import { parseInteger } from '../options.ts';
import { count } from '../output/format.ts';
import { createProgress } from '../output/progress.ts';
import { Command } from 'commander';

/** `demo-folder DIR`: writes the synthetic demonstration images as files. Needs no server. */
export function demoFolderCommand(surroundings: Surroundings): Command {
  return new Command('demo-folder')
    .summary('write the synthetic demonstration images to a folder')
    .description(
      'Draws the small synthetic dataset (no patient is in it) as files to import, with planted copies. Needs no server.',
    )
    .argument('<folder>', 'where to; made if it is not there')
    .option('--seed <number>', 'seed of the drawing', parseInteger('--seed', 0))
    .action(async (folder: string, options: { seed?: number }, command: Command) => {
      const context = contextOf(command, surroundings);
      // the image library is loaded for this command alone: the others start without it
      const { writeDemoFolder } = await import('@sagittal/data');
      const progress = createProgress(context.stderr);
      const written = await writeDemoFolder(context.resolve(folder), {
        ...options,
        signal: context.signal,
        onProgress: ({ done, total }) => progress.show({ label: 'drawing', done, total }),
      }).finally(() => progress.stop());
      context.print(
        written,
        () =>
          `Wrote ${count(written.images)} synthetic images, ${count(written.copies)} of them planted copies, to ${written.directory}`,
      );
    });
}
