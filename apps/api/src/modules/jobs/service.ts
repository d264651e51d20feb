import { AppError, importPayloadSchema } from '@sagittal/contracts';
import type { Job } from '@sagittal/prisma';
import type { App } from '../../context.ts';
import { notify } from '../../infra/queue.ts';
import { closable, orClose } from '../../infra/stream.ts';
import { notFound } from '../../input.ts';

/**
 * Ends a job: a queued one at once, a running one by asking its trainer. Nothing of it is kept: the dataset that a queued
 * import would have made goes too.
 * @throws AppError NOT_FOUND, JOB_NOT_CANCELLABLE
 */
export async function cancelJob({ prisma }: App, id: string): Promise<Job> {
  return prisma.$transaction(async (transaction) => {
    const now = new Date();
    const { count: ended } = await transaction.job.updateMany({
      where: { id, status: 'QUEUED' },
      data: { status: 'CANCELLED', cancelRequestedAt: now, finishedAt: now },
    });
    const job = await transaction.job.findUnique({ where: { id } });
    if (!job) throw notFound('job', id);
    if (ended === 1) {
      const payload = importPayloadSchema.safeParse(job.payload);
      if (payload.success && payload.data.newDataset)
        await transaction.dataset.deleteMany({ where: { id: payload.data.datasetId, versions: { none: {} } } });
    } else {
      if (job.status !== 'RUNNING')
        throw new AppError('JOB_NOT_CANCELLABLE', {
          message: `The job has ended already (${job.status.toLowerCase()}).`,
          field: 'id',
          item: id,
        });
      await transaction.job.updateMany({ where: { id, cancelRequestedAt: null }, data: { cancelRequestedAt: now } });
      await notify(transaction, 'cancelJob', id);
    }
    await notify(transaction, 'job', id);
    return transaction.job.findUniqueOrThrow({ where: { id } });
  });
}

/** A job as it is now and each time it changes, until it has ended. */
export async function jobEvents({ prisma, notifications, log }: App, jobId: string): Promise<AsyncIterableIterator<Job>> {
  const watch = notifications.watch('job', jobId);
  await orClose(watch.close, async () => {
    if (!(await prisma.job.findUnique({ where: { id: jobId } }))) throw notFound('job', jobId, 'jobId');
  });
  async function* events(): AsyncGenerator<Job, void> {
    let told = '';
    do {
      const job = await prisma.job.findUnique({ where: { id: jobId } }).catch((error: unknown) => {
        log('job events', error);
        watch.retry();
        return undefined;
      });
      if (job === null) return;
      if (job === undefined) continue;
      const state = JSON.stringify([
        job.status,
        String(job.done),
        String(job.total),
        job.error,
        job.resultId,
        job.cancelRequestedAt,
      ]);
      if (state !== told) yield job;
      told = state;
      if (job.finishedAt !== null || job.status === 'SUCCEEDED' || job.status === 'FAILED' || job.status === 'CANCELLED') return;
    } while ((await watch.wait()) !== null);
  }
  return closable(events(), watch.close);
}
