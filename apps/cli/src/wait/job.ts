import type { Context } from '../context.ts';
import { jobDocument, jobEventsDocument, jobStateDocument } from '../documents/index.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import type { JobQuery, JobStateQuery } from '../gql/operations.ts';
import { createProgress } from '../output/progress.ts';
import type { Client } from '../server/client.ts';
import { subscribeLive } from '../server/live.ts';
import { watchUntilOver } from '../server/watch.ts';

type Job = Extract<JobQuery['node'], { __typename: 'Job' }>;
type JobState = Omit<Extract<JobStateQuery['node'], { __typename: 'Job' }>, '__typename'>;

const gone = (id: string): Failure =>
  new Failure(EXIT.failed, { code: 'NOT_FOUND', message: 'The job is not there any more.', item: id });

/**
 * Waits for a job with its progress on standard error.
 *
 * @returns the whole job, however it ended.
 * @throws Failure `interrupted` (the job goes on) or `unreachable`.
 */
export async function waitForJob(context: Context, client: Client, id: string): Promise<Job> {
  const progress = createProgress(context.stderr);
  try {
    await watchUntilOver<JobState>(
      {
        async read() {
          const { node } = await client.request(jobStateDocument, { id });
          if (node?.__typename !== 'Job') throw gone(id);
          return node;
        },
        subscribe: (onState) =>
          subscribeLive(
            client.url,
            jobEventsDocument,
            () => ({ id }),
            (event) => onState(event.jobEvents),
          ),
        isOver: (job) => job.status !== 'QUEUED' && job.status !== 'RUNNING',
        report: (job) =>
          progress.show({ label: job.status === 'QUEUED' ? 'waiting' : 'importing', done: job.done, total: job.total ?? null }),
        silent: (isSilent) => progress.remark(isSilent ? 'The server is silent; waiting for it…' : 'The server answers again.'),
      },
      context.signal,
    );
  } catch (error) {
    progress.stop();
    if (context.signal.aborted) context.note(`The job goes on. To stop it: npm run sagittal -- cancel ${id}`);
    throw error;
  }
  progress.stop();
  const { node } = await client.request(jobDocument, { id });
  if (node?.__typename !== 'Job') throw gone(id);
  return node;
}

/** @throws Failure with the job's own error where it failed or was cancelled. */
export function requireSuccess(job: Job): void {
  if (job.status === 'SUCCEEDED') return;
  if (job.status === 'CANCELLED')
    throw new Failure(EXIT.cancelled, { code: 'CANCELLED', message: 'The job was cancelled.', item: job.id });
  throw new Failure(EXIT.failed, { ...(job.error ?? { message: 'The job failed.' }), item: job.id });
}
