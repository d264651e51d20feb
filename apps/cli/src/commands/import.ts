import type { Surroundings } from '../context.ts';
import { contextOf } from '../context.ts';
import { importDatasetDocument } from '../documents/index.ts';
import { usageFailure } from '../failure.ts';
import { findDataset } from '../lookup.ts';
import { importReport } from '../output/import-report.ts';
import { requireSuccess, waitForJob } from '../wait/job.ts';
import { Command } from 'commander';

/** `import FOLDER (--name N | --into DATASET)`: a folder of images becomes a dataset, or the next version of one. */
export function importCommand(surroundings: Surroundings): Command {
  return new Command('import')
    .summary('import a folder of images, one folder per class')
    .description(
      'Imports a folder of images on the machine of the server: a folder per class, either at the top or inside train, validation and test folders. ' +
        'Makes a new dataset (--name) or the next version of one (--into), and a split of it.',
    )
    .argument('<folder>', 'the folder; a relative path is taken from where you are')
    .option('--name <name>', 'name of the new dataset')
    .option('--into <dataset>', 'name or id of the dataset that gets a new version')
    .option('--description <text>', 'what it is, for its page')
    .option('--wait', 'wait until it is done, with its progress')
    .action(
      async (
        folder: string,
        options: { name?: string; into?: string; description?: string; wait?: boolean },
        command: Command,
      ) => {
        if ((options.name === undefined) === (options.into === undefined)) {
          throw usageFailure('Give either --name NAME for a new dataset or --into DATASET for the next version of one.');
        }
        const context = contextOf(command, surroundings);
        const client = await context.connect();
        const datasetId = options.into === undefined ? undefined : (await findDataset(client, options.into)).id;
        const { importDataset: job } = await client.request(importDatasetDocument, {
          input: {
            path: context.resolve(folder),
            ...(options.name === undefined ? {} : { name: options.name }),
            ...(datasetId === undefined ? {} : { datasetId }),
            ...(options.description === undefined ? {} : { description: options.description }),
          },
        });
        if (options.wait !== true) {
          context.print(job, () => `Started job ${job.id}. Its progress: ${client.url}`);
          return;
        }
        const done = await waitForJob(context, client, job.id);
        context.print(done, () => importReport(done));
        requireSuccess(done);
      },
    );
}
