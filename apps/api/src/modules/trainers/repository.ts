import type { Job, Run, Trainer } from '@sagittal/prisma';
import type { App } from '../../context.ts';
import { column } from '../../json-columns.ts';

/** As a trainer's probe told it. */
export interface EngineView {
  readonly name: string;
  readonly available: boolean;
  readonly reason: string | null;
  readonly device: string | null;
  readonly trains: boolean;
}

/** A trainer that was silent for this long is not counted as alive: it tells of itself every 5 s. */
const SILENCE_MS = 20_000;
/** Trainers that are gone are still shown for a day. */
const SHOWN_MS = 24 * 3_600_000;

export function isAlive(trainer: Trainer, now = Date.now()): boolean {
  return trainer.stoppedAt === null && now - trainer.lastSeenAt.getTime() < SILENCE_MS;
}

/** Trainers seen within a day, those alive first. */
export async function listTrainers({ prisma }: Pick<App, 'prisma'>): Promise<Trainer[]> {
  const now = Date.now();
  const trainers = await prisma.trainer.findMany({
    where: { lastSeenAt: { gt: new Date(now - SHOWN_MS) } },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: 100,
  });
  return [...trainers.filter((trainer) => isAlive(trainer, now)), ...trainers.filter((trainer) => !isAlive(trainer, now))];
}

/** Memory of the largest machine among trainers that are alive, in bytes; undefined where there is none. */
export function memoryOf(trainers: readonly Trainer[]): number | undefined {
  const bytes = trainers.filter((trainer) => isAlive(trainer)).map(({ memoryBytes }) => Number(memoryBytes));
  return bytes.length === 0 ? undefined : Math.max(...bytes);
}

/** What computes here: as the newest trainer found it. Empty before the first trainer has started. */
export async function listEngines(app: Pick<App, 'prisma'>): Promise<EngineView[]> {
  const [trainer] = await listTrainers(app);
  return trainer === undefined ? [] : column<EngineView[]>(trainer.engines);
}

/** The run that each trainer holds the lease of. */
export async function currentRuns({ prisma }: Pick<App, 'prisma'>, trainerIds: readonly string[]): Promise<Map<string, Run>> {
  const attempts = await prisma.runAttempt.findMany({
    where: { trainerId: { in: [...trainerIds] }, endedAt: null, expiresAt: { gt: new Date() }, run: { status: 'RUNNING' } },
    orderBy: { startedAt: 'asc' },
    include: { run: true },
  });
  return new Map(attempts.map(({ trainerId, run }) => [trainerId, run]));
}

/** The job that each trainer does. */
export async function currentJobs({ prisma }: Pick<App, 'prisma'>, trainerIds: readonly string[]): Promise<Map<string, Job>> {
  const jobs = await prisma.job.findMany({
    where: { trainerId: { in: [...trainerIds] }, status: 'RUNNING' },
    orderBy: { startedAt: 'asc' },
  });
  return new Map(jobs.flatMap((job) => (job.trainerId === null ? [] : [[job.trainerId, job]])));
}
