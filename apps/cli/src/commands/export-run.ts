import type { Surroundings } from '../context.ts';
import { contextOf } from '../context.ts';
import { runExportDocument } from '../documents/index.ts';
import { EXIT } from '../exit-codes.ts';
import { writeArchive } from '../export/archive.ts';
import { exportFiles } from '../export/files.ts';
import { Failure } from '../failure.ts';
import { count } from '../output/format.ts';
import { Command } from 'commander';

/** `export-run ID`: all that belongs to a run, as a zip of JSON and CSV. */
export function exportRunCommand(surroundings: Surroundings): Command {
  return new Command('export-run')
    .summary('write a run with its predictions to a zip')
    .description(
      'Writes a zip with run.json, recipe.json, metrics.csv, predictions-validation.csv and predictions-test.csv (one column of scores per class), ' +
        'manifest.csv, split.csv and certificate.json.',
    )
    .argument('<id>', 'id of the run (run_…)')
    .option('--out <file>', 'where to (default: <id>.zip where you are)')
    .action(async (id: string, options: { out?: string }, command: Command) => {
      const context = contextOf(command, surroundings);
      const client = await context.connect();
      const exported = await client.request(runExportDocument, { id });
      const { run } = exported;
      if (!run) {
        throw new Failure(EXIT.failed, {
          code: 'NOT_FOUND',
          message: `There is no run ${id}.`,
          item: id,
          hint: 'List the runs with `npm run sagittal -- runs`.',
        });
      }
      const file = context.resolve(options.out ?? `${run.id}.zip`);
      const files = await exportFiles(client, exported);
      await writeArchive(file, files, new Date(run.finishedAt ?? run.createdAt));
      context.print({ file, files: files.map((one) => one.name), run }, () => `Wrote ${count(files.length)} files to ${file}`);
    });
}
