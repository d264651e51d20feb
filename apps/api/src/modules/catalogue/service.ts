import { AppError, type Recipe } from '@sagittal/contracts';
import { type ArchitectureCard, checkRecipe, planNetwork, type RecipeProblem } from '@sagittal/models';
import { weightsAvailability, type WeightsPlaces } from '@sagittal/models/node';
import type { App } from '../../context.ts';
import { notFound } from '../../input.ts';
import { column, type SubsetCount } from '../../json-columns.ts';
import { composeRecipe, recipeContext } from '../runs/launch.ts';
import { type EngineView, isAlive, listTrainers, memoryOf } from '../trainers/repository.ts';
import { guessedDuration, pastDuration, waitSeconds } from './estimate.ts';

export type ArchitectureView = ArchitectureCard;

export interface WeightsView {
  readonly name: string;
  readonly available: boolean;
  readonly downloadable: boolean;
  readonly bytes: number | null;
  readonly source: string;
  readonly hint: string | null;
}

export interface RecipeCheckView {
  readonly problems: readonly RecipeProblem[];
  readonly recipe: Recipe | null;
  readonly totalParameters: number | null;
  readonly trainableParameters: number | null;
  readonly estimatedSeconds: number | null;
  readonly peakMemoryBytes: number | null;
  readonly engine: string | null;
  readonly engineReason: string | null;
  readonly waitSeconds: number | null;
}

export function weightsOf(card: ArchitectureCard, places: WeightsPlaces): WeightsView[] {
  return card.weights.map((row) => {
    const { available, downloadable, bytes, hint } = weightsAvailability(row, places);
    return { name: row.name, available, downloadable, bytes, source: row.source, hint };
  });
}

/** What a launch would do. A bad recipe is no error: its problems are the answer. An unknown split or preset is a problem too. */
export async function checkLaunch(
  app: App,
  input: { splitId?: string | null | undefined; preset?: string | null | undefined; recipe?: unknown },
): Promise<RecipeCheckView> {
  const problems: RecipeProblem[] = [];
  const attempt = async <T>(path: string, work: () => T | Promise<T>): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      problems.push({
        path,
        severity: 'ERROR',
        code: error.code,
        message: error.message,
        ...(error.hint === undefined ? {} : { hint: error.hint }),
      });
      return null;
    }
  };
  const split = await attempt('', () => checkedSplit(app, input.splitId));
  const composed = await attempt('', () => ({ recipe: composeRecipe(input.preset, input.recipe) }));
  const trainers = (await listTrainers(app)).filter((trainer) => isAlive(trainer));
  const checked =
    composed === null ? null : checkRecipe(composed.recipe, recipeContext(app.options.weights, split, memoryOf(trainers)));
  if (checked) problems.push(...checked.problems);
  const recipe = problems.some(({ severity }) => severity === 'ERROR') ? null : (checked?.recipe ?? null);
  const [trainer] = trainers;
  const plan = recipe && checked?.classes ? planNetwork(recipe, checked.classes.length) : null;
  const counts = split ? column<SubsetCount[]>(split.counts) : null;
  return {
    problems,
    recipe,
    totalParameters: checked?.totalParameters ?? null,
    trainableParameters: checked?.trainableParameters ?? null,
    estimatedSeconds:
      recipe && plan && counts
        ? ((await pastDuration(app, recipe, counts)) ?? (trainer ? guessedDuration(recipe, plan, counts, trainer.threads) : null))
        : null,
    peakMemoryBytes: checked?.peakMemoryBytes ?? null,
    engine: trainer?.engine ?? null,
    engineReason:
      trainer === undefined
        ? null
        : (column<EngineView[]>(trainer.engines).find(({ name }) => name === trainer.engine)?.reason ?? null),
    waitSeconds: await waitSeconds(app, trainers),
  };
}

async function checkedSplit({ prisma }: App, splitId: string | null | undefined) {
  if (splitId === null || splitId === undefined) return null;
  const split = await prisma.split.findUnique({ where: { id: splitId }, include: { version: { include: { dataset: true } } } });
  if (!split) throw notFound('split', splitId, 'splitId');
  const { dataset } = split.version;
  if (dataset.archivedAt)
    throw new AppError('DATASET_ARCHIVED', {
      message: `The dataset "${dataset.name}" is archived.`,
      field: 'splitId',
      hint: 'Restore it first.',
    });
  return split;
}
