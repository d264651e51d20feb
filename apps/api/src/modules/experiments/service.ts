import { AppError, newId } from '@sagittal/contracts';
import type { Experiment, Prisma } from '@sagittal/prisma';
import type { App } from '../../context.ts';
import { notFound, oneOf, parseDescription, parseName } from '../../input.ts';

export function findExperiment(
  { prisma, projectId }: App,
  id: string | null | undefined,
  name: string | null | undefined,
): Promise<Experiment | null> {
  return oneOf(id, name) === 'id'
    ? prisma.experiment.findUnique({ where: { id: id ?? '' } })
    : prisma.experiment.findUnique({ where: { projectId_name: { projectId, name: name ?? '' } } });
}

export function createExperiment(
  { prisma, projectId, viewer }: App,
  input: { name: string; description?: string | null | undefined },
): Promise<Experiment> {
  return prisma.experiment.create({
    data: {
      id: newId('experiment'),
      projectId,
      name: parseName(input.name),
      description: parseDescription(input.description),
      createdById: viewer.id,
    },
  });
}

/** Absent fields stay as they are; a null description is cleared. */
export async function updateExperiment(
  { prisma }: App,
  id: string,
  input: {
    name?: string | null | undefined;
    description?: string | null | undefined;
    smallestDifference?: number | null | undefined;
  },
): Promise<Experiment> {
  if (!(await prisma.experiment.findUnique({ where: { id } }))) throw notFound('experiment', id);
  const data: Prisma.ExperimentUpdateInput = {};
  if (input.name !== undefined && input.name !== null) data.name = parseName(input.name);
  if (input.description !== undefined) data.description = parseDescription(input.description);
  const difference = input.smallestDifference;
  if (difference !== undefined && difference !== null) {
    if (!(difference >= 0 && difference < 1))
      throw new AppError('INVALID_INPUT', {
        message: 'The smallest difference that matters is from 0 to below 1.',
        field: 'smallestDifference',
        hint: '0.01 is one point.',
      });
    data.smallestDifference = difference;
  }
  return prisma.experiment.update({ where: { id }, data });
}
