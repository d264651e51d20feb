import { AppError, type ImportPayload, newId } from '@sagittal/contracts';
import type { Dataset, Job, Prisma } from '@sagittal/prisma';
import type { App } from '../../context.ts';
import { notify, wakeTrainer } from '../../infra/queue.ts';
import { notFound, oneOf, parseDescription, parseName } from '../../input.ts';
import { importableFolder } from '../folders/service.ts';

export function findDataset(
  { prisma, projectId }: App,
  id: string | null | undefined,
  name: string | null | undefined,
): Promise<Dataset | null> {
  return oneOf(id, name) === 'id'
    ? prisma.dataset.findUnique({ where: { id: id ?? '' } })
    : prisma.dataset.findUnique({ where: { projectId_name: { projectId, name: name ?? '' } } });
}

export interface ImportInput {
  readonly name?: string | null | undefined;
  readonly datasetId?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly path?: string | null | undefined;
}

/**
 * Checks what can be seen at once and queues the import.
 * @throws AppError INVALID_INPUT, INVALID_NAME, NAME_TAKEN, NOT_FOUND, DATASET_ARCHIVED, CONFLICT, FOLDER_*
 */
export async function importDataset(app: App, input: ImportInput): Promise<Job> {
  const { prisma, projectId, viewer } = app;
  if (input.datasetId && input.name)
    throw new AppError('INVALID_INPUT', {
      message: 'Give a name for a new dataset, or the id of the one to go on with.',
      field: 'name',
    });
  if (!input.path)
    throw new AppError('INVALID_INPUT', {
      message: 'Say which folder to import.',
      field: 'path',
      hint: 'An absolute path on the server.',
    });
  const existing = input.datasetId ? await importTarget(app, input.datasetId) : null;
  const name = existing ? existing.name : parseName(input.name ?? '');
  const description = parseDescription(input.description);
  if (!existing && (await prisma.dataset.findUnique({ where: { projectId_name: { projectId, name } } }))) throw nameTaken(name);
  const path = await importableFolder(app.options, input.path);
  const datasetId = existing?.id ?? newId('dataset');
  const payload: ImportPayload = { kind: 'import-dataset', datasetId, path, newDataset: existing === null };
  return prisma.$transaction(async (transaction) => {
    if (!existing)
      await transaction.dataset.create({ data: { id: datasetId, projectId, name, description, createdById: viewer.id } });
    else if (description !== null) await transaction.dataset.update({ where: { id: datasetId }, data: { description } });
    const job = await transaction.job.create({ data: { id: newId('job'), kind: payload.kind, payload } });
    await wakeTrainer(transaction, { jobId: job.id });
    await notify(transaction, 'job', job.id);
    return job;
  });
}

/** The dataset that an import goes on with: there, not archived, and with no other import under way, which would make the same version. */
async function importTarget({ prisma }: App, id: string): Promise<Dataset> {
  const dataset = await prisma.dataset.findUnique({ where: { id } });
  if (!dataset) throw notFound('dataset', id, 'datasetId');
  if (dataset.archivedAt) throw archived(dataset, 'datasetId');
  const under = await prisma.job.findFirst({
    where: { kind: 'import-dataset', status: { in: ['QUEUED', 'RUNNING'] }, payload: { path: ['datasetId'], equals: id } },
  });
  if (under)
    throw new AppError('CONFLICT', {
      message: `An import into "${dataset.name}" is under way.`,
      field: 'datasetId',
      item: under.id,
      hint: 'Wait for it to end, or cancel it.',
    });
  return dataset;
}

export function archived(dataset: Dataset, field: string): AppError {
  return new AppError('DATASET_ARCHIVED', {
    message: `The dataset "${dataset.name}" is archived.`,
    field,
    item: dataset.id,
    hint: 'Restore it first (restoreDataset).',
  });
}

function nameTaken(name: string): AppError {
  return new AppError('NAME_TAKEN', {
    message: `There is a dataset named "${name}" already.`,
    field: 'name',
    item: name,
    hint: 'Choose another name, or import into that dataset as its next version.',
  });
}

/** Absent fields stay as they are; a null description is cleared. */
export async function updateDataset(
  { prisma }: App,
  id: string,
  input: { name?: string | null | undefined; description?: string | null | undefined },
): Promise<Dataset> {
  if (!(await prisma.dataset.findUnique({ where: { id } }))) throw notFound('dataset', id);
  const data: Prisma.DatasetUpdateInput = {};
  if (input.name !== undefined && input.name !== null) data.name = parseName(input.name);
  if (input.description !== undefined) data.description = parseDescription(input.description);
  return prisma.dataset.update({ where: { id }, data });
}

/** Doing it twice is harmless: the first time stays. */
export async function archiveDataset({ prisma }: App, id: string): Promise<Dataset> {
  await prisma.dataset.updateMany({ where: { id, archivedAt: null }, data: { archivedAt: new Date() } });
  return found(prisma, id);
}

export async function restoreDataset({ prisma }: App, id: string): Promise<Dataset> {
  await prisma.dataset.updateMany({ where: { id }, data: { archivedAt: null } });
  return found(prisma, id);
}

async function found(prisma: App['prisma'], id: string): Promise<Dataset> {
  const dataset = await prisma.dataset.findUnique({ where: { id } });
  if (!dataset) throw notFound('dataset', id);
  return dataset;
}
