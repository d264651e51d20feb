import type { Recipe, RunProgress, Subset } from '@sagittal/contracts';
import { multiplyAdds, type NetworkPlan } from '@sagittal/models';
import { Prisma, type Trainer } from '@sagittal/prisma';
import type { App } from '../../context.ts';
import { rows } from '../../infra/sql.ts';
import { column, type SubsetCount } from '../../json-columns.ts';
import { currentRuns } from '../trainers/repository.ts';

interface Past {
  readonly seconds: number;
  readonly epochs: number;
  readonly counts: SubsetCount[];
}

/** Seconds of the newest finished run of the same network, scaled by images and epochs; null where there is none. */
export async function pastDuration({ database }: App, recipe: Recipe, counts: readonly SubsetCount[]): Promise<number | null> {
  const { architecture, trainable } = recipe.backbone;
  const [past] = await rows<Past>(
    database,
    Prisma.sql`SELECT extract(epoch FROM r."finishedAt" - r."startedAt")::float8 AS seconds, (r.recipe ->> 'epochs')::int AS epochs, s.counts
      FROM "Run" r JOIN "Split" s ON s.id = r."splitId"
      WHERE r.status = 'FINISHED' AND r.architecture = ${architecture} AND r.recipe #>> '{backbone,trainable}' = ${trainable}
        AND r.recipe -> 'input' = ${JSON.stringify(recipe.input)}::text::jsonb
      ORDER BY r."finishedAt" DESC LIMIT 1`,
  );
  if (!past) return null;
  // a frozen backbone sees every image once, whatever the epochs
  const work = (subsets: readonly SubsetCount[], epochs: number) =>
    trainable === 'none' ? images(subsets) : images(subsets, 'TRAIN') * epochs + images(subsets) - images(subsets, 'TRAIN');
  const before = work(past.counts, past.epochs);
  return before > 0 ? (past.seconds * work(counts, recipe.epochs)) / before : null;
}

/**
 * Floating-point operations a second that one thread is taken to do before anything was measured here: about half of what
 * a present-day core reaches in these networks, so that the first guess is rather too long than too short.
 */
const GUESSED_RATE = 25e9;
/** A training step is about three forward passes: forward, gradient of the inputs, gradient of the weights. */
const PASSES_OF_A_STEP = 3;

/** Seconds by counting operations, for a network that was never run here. */
export function guessedDuration(recipe: Recipe, plan: NetworkPlan, counts: readonly SubsetCount[], threads: number): number {
  const pass = (2 * multiplyAdds(plan.whole)) / (GUESSED_RATE * threads);
  const [all, train] = [images(counts), images(counts, 'TRAIN')];
  if (plan.frozen) return all * pass;
  return (train * PASSES_OF_A_STEP + images(counts, 'VALIDATION')) * recipe.epochs * pass + images(counts, 'TEST') * pass;
}

function images(counts: readonly SubsetCount[], subset?: Subset): number {
  return counts.reduce((sum, row) => (subset === undefined || row.subset === subset ? sum + row.count : sum), 0);
}

/** Seconds until a trainer is free; null where there is none, or where it cannot be told. */
export async function waitSeconds(app: App, trainers: readonly Trainer[]): Promise<number | null> {
  if (trainers.length === 0) return null;
  const queued = await app.prisma.run.count({ where: { status: 'QUEUED', deletedAt: null } });
  if (queued > 0) return null;
  const busy = await currentRuns(
    app,
    trainers.map(({ id }) => id),
  );
  if (busy.size < trainers.length) return 0;
  const left = [...busy.values()].flatMap((run) => column<RunProgress | null>(run.progress)?.etaSeconds ?? []);
  return left.length === 0 ? null : Math.min(...left);
}
