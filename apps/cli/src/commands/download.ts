import type { Surroundings } from '../context.ts';
import { contextOf } from '../context.ts';
import { runFilesDocument } from '../documents/index.ts';
import { fetchFile } from '../download/fetch-file.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { count } from '../output/format.ts';
import { createProgress } from '../output/progress.ts';
import { RESULT_FILES } from '@sagittal/contracts';
import { Command } from 'commander';

/** What one needs to use a model elsewhere. */
const MODEL: readonly string[] = [RESULT_FILES.model, RESULT_FILES.card, RESULT_FILES.cardText];

/** `download ID [FILE…]`: the files that a run left: its model, card, checkpoints and predictions. */
export function downloadCommand(surroundings: Surroundings): Command {
  return new Command('download')
    .summary('fetch the model of a run, or other files of it')
    .description(
      `Fetches files of a run and checks each by its SHA-256. Without names: the trained model for any ONNX runtime with its card (${MODEL.join(', ')}).`,
    )
    .argument('<id>', 'id of the run (run_…)')
    .argument('[files...]', 'names of files, as best.safetensors')
    .option('--all', 'every file of the run, its checkpoints too')
    .option('--out <folder>', 'where to (default: a folder named like the run’s id where you are)')
    .action(async (id: string, names: readonly string[], options: { all?: boolean; out?: string }, command: Command) => {
      const context = contextOf(command, surroundings);
      const client = await context.connect();
      const { run } = await client.request(runFilesDocument, { id });
      if (!run) {
        throw new Failure(EXIT.failed, {
          code: 'NOT_FOUND',
          message: `There is no run ${id}.`,
          item: id,
          hint: 'List the runs with `npm run sagittal -- runs`.',
        });
      }
      const wanted = options.all === true ? run.artifacts.map(({ name }) => name) : names.length > 0 ? names : MODEL;
      const files = wanted.map((name) => {
        const artifact = run.artifacts.find((one) => one.name === name);
        if (artifact) return artifact;
        const there = run.artifacts.map((one) => one.name).join(', ');
        throw new Failure(EXIT.failed, {
          code: 'NOT_FOUND',
          message: `The run ${run.name} has no file ${name}.`,
          item: name,
          hint:
            there !== ''
              ? `It has: ${there}.`
              : run.status === 'FINISHED'
                ? 'It left none.'
                : `It is ${run.status.toLowerCase()}: files come with its checkpoints, the model when it has finished.`,
        });
      });
      const folder = context.resolve(options.out ?? run.id);
      const progress = createProgress(context.stderr);
      const done: { name: string; file: string; bytes: number; sha256: string; fetched: boolean }[] = [];
      try {
        for (const artifact of files) {
          const { file, fetched } = await fetchFile(artifact, {
            server: client.url,
            folder,
            signal: context.signal,
            onBytes: (bytes) => progress.show({ label: artifact.name, done: bytes, total: artifact.bytes }),
          });
          progress.stop();
          done.push({ name: artifact.name, file, bytes: artifact.bytes, sha256: artifact.sha256, fetched });
        }
      } finally {
        progress.stop();
      }
      context.print({ run: run.id, files: done }, () =>
        done
          .map(({ file, bytes, fetched }) => `${file}  ${count(bytes)} bytes${fetched ? '' : ', was there already'}`)
          .join('\n'),
      );
    });
}
