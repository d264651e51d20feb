import { newId } from '@sagittal/contracts';
import type { PrismaClient, User } from '@sagittal/prisma';

const PROJECT = 'default';
const EXPERIMENT = 'default';
const EMAIL = 'admin@localhost';

/**
 * What every database needs before the first question: a project, the local admin, and an experiment for runs that belong
 * to no other. Does nothing where they are there already, also when two servers start at once.
 */
export async function ensureDefaults(prisma: PrismaClient): Promise<{ projectId: string; viewer: User }> {
  await prisma.user.createMany({
    data: [{ id: newId('user'), name: 'Local admin', email: EMAIL, role: 'ADMIN' }],
    skipDuplicates: true,
  });
  await prisma.project.createMany({ data: [{ id: newId('project'), name: PROJECT }], skipDuplicates: true });
  const viewer = await prisma.user.findUniqueOrThrow({ where: { email: EMAIL } });
  const { id: projectId } = await prisma.project.findUniqueOrThrow({ where: { name: PROJECT } });
  if ((await prisma.experiment.count({ where: { projectId } })) === 0) {
    const experiment = {
      id: newId('experiment'),
      projectId,
      name: EXPERIMENT,
      description: 'Runs that belong to no other experiment.',
      createdById: viewer.id,
    };
    await prisma.experiment.createMany({ data: [experiment], skipDuplicates: true });
  }
  return { projectId, viewer };
}
