import type { Surroundings } from '../context.ts';
import { contextOf } from '../context.ts';
import { datasetsDocument } from '../documents/index.ts';
import { parseInteger } from '../options.ts';
import { count, table } from '../output/format.ts';
import { Command } from 'commander';

/** `datasets`: what there is to train on. */
export function datasetsCommand(surroundings: Surroundings): Command {
  return new Command('datasets')
    .summary('list the datasets')
    .description('Lists the datasets with their newest version.')
    .option('--search <text>', 'only those whose name holds this')
    .option('--archived', 'also the archived ones')
    .option('--first <number>', 'at most so many', parseInteger('--first', 1), 50)
    .action(async (options: { search?: string; archived?: boolean; first: number }, command: Command) => {
      const context = contextOf(command, surroundings);
      const client = await context.connect();
      const { datasets } = await client.request(datasetsDocument, {
        first: options.first,
        ...(options.search === undefined ? {} : { search: options.search }),
        ...(options.archived === true ? { includeArchived: true } : {}),
      });
      context.print(datasets, () => {
        if (datasets.nodes.length === 0) return 'No dataset. Import one: npm run sagittal -- import FOLDER --name NAME --wait';
        const rows = datasets.nodes.map((dataset) => [
          dataset.archived ? `${dataset.name} (archived)` : dataset.name,
          dataset.latestVersion ? String(dataset.latestVersion.number) : '–',
          dataset.latestVersion ? count(dataset.latestVersion.imageCount) : '–',
          dataset.latestVersion?.classes.map((one) => one.name).join(', ') ?? '',
          dataset.latestVersion?.splits.map((split) => split.name).join(', ') ?? '',
          dataset.id,
        ]);
        const columns = [
          { title: 'name' },
          { title: 'version', right: true },
          { title: 'images', right: true },
          { title: 'classes' },
          { title: 'splits' },
          { title: 'id' },
        ];
        const more =
          datasets.totalCount > rows.length ? `\n${count(rows.length)} of ${count(datasets.totalCount)}; more with --first` : '';
        return table(columns, rows) + more;
      });
    });
}
