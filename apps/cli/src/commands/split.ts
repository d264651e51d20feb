import type { Surroundings } from '../context.ts';
import { contextOf } from '../context.ts';
import { createSplitDocument } from '../documents/index.ts';
import { printable } from '../failure.ts';
import { findVersion } from '../lookup.ts';
import { parseInteger, parseShare } from '../options.ts';
import { count, table } from '../output/format.ts';
import { SPLIT_STRATEGIES, type SplitStrategy } from '@sagittal/contracts';
import { Command, Option } from 'commander';

interface SplitOptions {
  readonly name: string;
  readonly strategy: SplitStrategy;
  readonly seed: number;
  readonly validation?: number;
  readonly test?: number;
}

/** `split DATASET --name N --strategy S --seed 1`: divides the newest version into train, validation and test. */
export function splitCommand(surroundings: Surroundings): Command {
  return new Command('split')
    .summary('divide a dataset into train, validation and test')
    .description('Makes a split of the newest version of a dataset, and its certificate.')
    .argument('<dataset>', 'name or id of the dataset, or id of one version of it')
    .requiredOption('--name <name>', 'name of the split')
    .addOption(new Option('--strategy <strategy>', 'how it is divided').choices(SPLIT_STRATEGIES).makeOptionMandatory())
    .requiredOption('--seed <number>', 'seed: the same seed divides the same images alike', parseInteger('--seed', 0))
    .option(
      '--validation <share>',
      'share for validation (default 0.1; for OFFICIAL 0.2 of the training folders)',
      parseShare('--validation'),
    )
    .option('--test <share>', 'share for test (default 0.2; not for OFFICIAL)', parseShare('--test'))
    .action(async (dataset: string, options: SplitOptions, command: Command) => {
      const context = contextOf(command, surroundings);
      const client = await context.connect();
      const version = await findVersion(client, dataset);
      const { createSplit: split } = await client.request(createSplitDocument, {
        input: {
          datasetVersionId: version.id,
          name: options.name,
          strategy: options.strategy,
          seed: options.seed,
          ...(options.validation === undefined ? {} : { validation: options.validation }),
          ...(options.test === undefined ? {} : { test: options.test }),
        },
      });
      context.print(split, () => {
        const classes = version.classes.map((one) => one.name);
        const rows = split.counts.map((subset) => [
          subset.subset.toLowerCase(),
          count(subset.count),
          ...classes.map((name) => count(subset.classes.find((one) => one.name === name)?.count ?? 0)),
        ]);
        return [
          `${printable(split.name)} (${split.id}) of ${printable(version.dataset.name)}, version ${String(version.number)}`,
          table(
            [{ title: 'subset' }, { title: 'images', right: true }, ...classes.map((title) => ({ title, right: true }))],
            rows,
          ),
          split.certificate.statement,
        ].join('\n');
      });
    });
}
