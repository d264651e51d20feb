import type { Surroundings } from '../context.ts';
import { contextOf } from '../context.ts';
import { cancelJobDocument, cancelRunDocument } from '../documents/index.ts';
import { usageFailure } from '../failure.ts';
import { idKind } from '@sagittal/contracts';
import { Command } from 'commander';

/** `cancel ID`: stops a run or a job. */
export function cancelCommand(surroundings: Surroundings): Command {
  return new Command('cancel')
    .summary('stop a run or a job')
    .description('Stops a run (run_…) or a job (job_…) that waits or works; the server does it within seconds.')
    .argument('<id>', 'id of the run or of the job')
    .action(async (id: string, _options: unknown, command: Command) => {
      const context = contextOf(command, surroundings);
      const kind = idKind(id);
      if (kind === 'run') {
        const { cancelRun } = await (await context.connect()).request(cancelRunDocument, { id });
        context.print(cancelRun, () => `Run ${id}: ${cancelRun.status === 'CANCELLED' ? 'cancelled' : 'asked to stop'}`);
      } else if (kind === 'job') {
        const { cancelJob } = await (await context.connect()).request(cancelJobDocument, { id });
        context.print(cancelJob, () => `Job ${id}: ${cancelJob.status === 'CANCELLED' ? 'cancelled' : 'asked to stop'}`);
      } else {
        throw usageFailure(
          `This is neither the id of a run nor of a job: ${id}`,
          'They begin with run_ and job_: `npm run sagittal -- runs` lists the runs.',
        );
      }
    });
}
