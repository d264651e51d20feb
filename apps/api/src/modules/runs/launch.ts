import { AppError, newId, type Recipe } from '@sagittal/contracts';
import {
  architectureByName,
  checkRecipe,
  mergeRecipe,
  presetByName,
  type RecipeCheck,
  type RecipeContext,
  type RecipeProblem,
  type SubsetLabelCounts,
  weightsRowByName,
} from '@sagittal/models';
import { weightsAvailability, type WeightsPlaces } from '@sagittal/models/node';
import { Prisma, type Run } from '@sagittal/prisma';
import type { App } from '../../context.ts';
import { notify, wakeTrainer } from '../../infra/queue.ts';
import { notFound, parseName } from '../../input.ts';
import { type ClassCount, column } from '../../json-columns.ts';
import { archived } from '../datasets/service.ts';
import { listTrainers, memoryOf } from '../trainers/repository.ts';
import { parseTags, type TagInput } from './tags.ts';

export interface LaunchInput {
  readonly experimentId: string;
  readonly splitId: string;
  readonly name?: string | null | undefined;
  readonly preset?: string | null | undefined;
  readonly recipe?: unknown;
  readonly tags?: readonly TagInput[] | null | undefined;
  readonly smoke?: boolean | null | undefined;
}

const COLOURS = 8;
const MARKS = 5;
/** Launches take their numbers one after another. */
const LAUNCH_LOCK = 7_100_001;

/** Preset, recipe, or the one laid over the other. @throws AppError INVALID_INPUT, PRESET_UNKNOWN */
export function composeRecipe(preset: string | null | undefined, recipe: unknown, smoke = false): unknown {
  if (preset) return mergeRecipe(presetByName(preset), recipe, { smoke });
  if (recipe === null || recipe === undefined)
    throw new AppError('INVALID_INPUT', {
      message: 'Give a preset, a recipe, or both.',
      field: 'preset',
      hint: 'The query `presets` lists them.',
    });
  return smoke ? smallVariant(recipe) : recipe;
}

/** A recipe without a preset has no smoke variant of its own: the same parts, on small pictures, from seeded weights, for two epochs. */
function smallVariant(recipe: unknown): unknown {
  if (typeof recipe !== 'object' || recipe === null || Array.isArray(recipe)) return recipe;
  const backbone =
    'backbone' in recipe && typeof recipe.backbone === 'object' ? { ...recipe.backbone, weights: null } : undefined;
  return {
    ...recipe,
    input: { height: 64, width: 64 },
    epochs: 2,
    ...('augmentation' in recipe ? { augmentation: withoutCrops(recipe.augmentation) } : {}),
    ...(backbone === undefined ? {} : { backbone }),
  };
}

/** Their windows are in pixels of the whole picture. */
function withoutCrops(augmentation: unknown): unknown {
  if (typeof augmentation !== 'object' || augmentation === null) return augmentation;
  if (!('steps' in augmentation) || !Array.isArray(augmentation.steps)) return augmentation;
  const steps: unknown[] = augmentation.steps;
  const isCrop = (step: unknown): boolean => typeof step === 'object' && step !== null && 'type' in step && step.type === 'crop';
  return { ...augmentation, steps: steps.filter((step) => !isCrop(step)) };
}

/** What a split and this machine mean for a recipe. */
export function recipeContext(
  places: WeightsPlaces,
  split: { counts: unknown; version: { classes: unknown } } | null,
  memoryBytes: number | undefined,
): RecipeContext {
  return {
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    weightsState: (architecture, weights) =>
      weightsAvailability(weightsRowByName(architectureByName(architecture), weights), places),
    ...(split === null
      ? {}
      : {
          labels: column<ClassCount[]>(split.version.classes).map(({ name }) => name),
          subsets: column<SubsetLabelCounts[]>(split.counts),
        }),
  };
}

/**
 * Queues a training.
 * @throws AppError INVALID_INPUT, INVALID_NAME, NOT_FOUND, DATASET_ARCHIVED, PRESET_UNKNOWN, WEIGHTS_MISSING, OUT_OF_MEMORY, and whatever else is wrong with the recipe
 */
export async function launchRun(app: App, input: LaunchInput): Promise<Run> {
  const { prisma, projectId, viewer, options } = app;
  const asked = composeRecipe(input.preset, input.recipe, input.smoke ?? false);
  const given = input.name === null || input.name === undefined ? null : parseName(input.name);
  const tags = parseTags(input.tags ?? []);
  const experiment = await prisma.experiment.findFirst({ where: { id: input.experimentId, projectId } });
  if (!experiment) throw notFound('experiment', input.experimentId, 'experimentId');
  const split = await prisma.split.findUnique({
    where: { id: input.splitId },
    include: { version: { include: { dataset: true } } },
  });
  if (!split) throw notFound('split', input.splitId, 'splitId');
  if (split.version.dataset.archivedAt) throw archived(split.version.dataset, 'splitId');
  const { recipe, classes, totalParameters, trainableParameters } = sound(
    checkRecipe(asked, recipeContext(options.weights, split, memoryOf(await listTrainers(app)))),
  );

  return prisma.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${LAUNCH_LOCK})`;
    const launched = await transaction.run.count();
    const { _max } = await transaction.run.aggregate({ _max: { queueOrder: true } });
    const name = given ?? (await nextName(transaction, experiment.id, input.preset ?? recipe.backbone.architecture));
    const run = await transaction.run.create({
      data: {
        id: newId('run'),
        experimentId: experiment.id,
        splitId: split.id,
        name,
        // 8 and 5 have no common divisor: 40 runs in a row all look different
        colour: (launched % COLOURS) + 1,
        mark: (launched % MARKS) + 1,
        recipe,
        preset: input.preset ?? null,
        architecture: recipe.backbone.architecture,
        classes,
        totalParameters,
        trainableParameters,
        createdById: viewer.id,
        queueOrder: (_max.queueOrder ?? 0) + 1,
        progress: { phase: 'QUEUED', done: 0, total: null, epochs: recipe.epochs },
        lastSeq: 1,
        tags: { create: tags },
        timeline: { create: { kind: 'QUEUED', message: `Launched by ${viewer.name}.` } },
      },
    });
    await wakeTrainer(transaction, { runId: run.id });
    await notify(transaction, 'run', run.id);
    return run;
  });
}

interface Sound {
  readonly recipe: Recipe;
  readonly classes: string[];
  readonly totalParameters: number | null;
  readonly trainableParameters: number | null;
}

/** The checked recipe, or its first error as the error of the launch. */
function sound({ recipe, problems, classes, totalParameters, trainableParameters }: RecipeCheck): Sound {
  if (recipe && classes) return { recipe, classes: classes.map(({ name }) => name), totalParameters, trainableParameters };
  const errors = problems.filter(({ severity }) => severity === 'ERROR');
  const [first] = errors;
  if (!first) throw new AppError('RECIPE_INVALID', { message: 'The recipe cannot be read.', field: 'recipe' });
  const more = errors.length === 1 ? '' : ` (and ${String(errors.length - 1)} more: ask checkRecipe)`;
  throw new AppError(first.code, {
    message: `${first.message}${more}`,
    field: fieldOf(first),
    ...(first.hint === undefined ? {} : { hint: first.hint }),
  });
}

function fieldOf({ path }: RecipeProblem): string {
  return path === '' ? 'recipe' : path;
}

/** `<stem>-<n>`, n one above the highest in the experiment, so that no two of its runs are named alike. */
async function nextName(transaction: Prisma.TransactionClient, experimentId: string, stem: string): Promise<string> {
  const [last] = await transaction.$queryRaw<{ number: number | null }[]>`
    SELECT max(substring(name FROM length(${stem}) + 2)::int) AS number FROM "Run"
    WHERE "experimentId" = ${experimentId} AND starts_with(name, ${stem} || '-') AND substring(name FROM length(${stem}) + 2) ~ '^[0-9]{1,6}$'`;
  return `${stem}-${String((last?.number ?? 0) + 1)}`;
}
