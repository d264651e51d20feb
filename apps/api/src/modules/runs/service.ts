import { AppError } from '@sagittal/contracts';
import type { Prisma, Run } from '@sagittal/prisma';
import type { App } from '../../context.ts';
import { notify } from '../../infra/queue.ts';
import { notFound, parseDescription, parseName } from '../../input.ts';
import { parseTags, type TagInput } from './tags.ts';

/**
 * Ends a run: a queued one at once, a running one by asking its trainer, which answers within two seconds. Asking twice is
 * harmless.
 * @throws AppError NOT_FOUND, RUN_NOT_CANCELLABLE
 */
export async function cancelRun({ prisma, viewer }: App, id: string): Promise<Run> {
  return prisma.$transaction(async (transaction) => {
    const now = new Date();
    const { count: ended } = await transaction.run.updateMany({
      where: { id, status: 'QUEUED' },
      data: {
        status: 'CANCELLED',
        cancelRequestedAt: now,
        finishedAt: now,
        lastSeq: { increment: 1 },
        progress: { phase: 'DONE', done: 0, total: null },
      },
    });
    if (ended === 1) {
      await transaction.timelineEvent.create({
        data: { runId: id, kind: 'CANCELLED', message: `Cancelled by ${viewer.name} while it was queued.` },
      });
    } else {
      const run = await transaction.run.findUnique({ where: { id } });
      if (!run) throw notFound('run', id);
      if (run.status !== 'RUNNING')
        throw new AppError('RUN_NOT_CANCELLABLE', {
          message: `The run "${run.name}" has ended already (${run.status.toLowerCase()}).`,
          field: 'id',
          item: id,
        });
      await transaction.run.updateMany({ where: { id, cancelRequestedAt: null }, data: { cancelRequestedAt: now } });
      await notify(transaction, 'cancelRun', id);
    }
    await notify(transaction, 'run', id);
    return transaction.run.findUniqueOrThrow({ where: { id } });
  });
}

/** Absent fields stay as they are; null notes are cleared. */
export function updateRun(
  { prisma }: App,
  id: string,
  input: { name?: string | null | undefined; notes?: string | null | undefined },
): Promise<Run> {
  const data: Prisma.RunUpdateInput = {};
  if (input.name !== undefined && input.name !== null) data.name = parseName(input.name);
  if (input.notes !== undefined) data.notes = parseDescription(input.notes, 'notes');
  return change(prisma, id, data);
}

/** Replaces the run's tags. */
export function setRunTags({ prisma }: App, id: string, tags: readonly TagInput[]): Promise<Run> {
  const parsed = parseTags(tags);
  return change(prisma, id, { tags: { deleteMany: {}, create: parsed } });
}

/**
 * To the bin. A run that is queued or running must be cancelled first, so that nothing trains unseen.
 * @throws AppError NOT_FOUND, CONFLICT
 */
export async function deleteRun({ prisma }: App, id: string): Promise<Run> {
  const run = await prisma.run.findUnique({ where: { id } });
  if (run && (run.status === 'QUEUED' || run.status === 'RUNNING'))
    throw new AppError('CONFLICT', {
      message: `The run "${run.name}" is ${run.status.toLowerCase()}.`,
      field: 'id',
      item: id,
      hint: 'Cancel it first.',
    });
  return change(prisma, id, { deletedAt: run?.deletedAt ?? new Date() });
}

export function restoreRun({ prisma }: App, id: string): Promise<Run> {
  return change(prisma, id, { deletedAt: null });
}

async function change(prisma: App['prisma'], id: string, data: Prisma.RunUpdateInput): Promise<Run> {
  return prisma.$transaction(async (transaction) => {
    if (!(await transaction.run.findUnique({ where: { id }, select: { id: true } }))) throw notFound('run', id);
    const run = await transaction.run.update({ where: { id }, data });
    await notify(transaction, 'run', id);
    return run;
  });
}
