import type { Context, Surroundings } from '../context.ts';
import { contextOf } from '../context.ts';
import { checkRecipeDocument, createExperimentDocument, experimentDocument, launchRunDocument } from '../documents/index.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure, usageFailure } from '../failure.ts';
import { chooseSplit, findVersion } from '../lookup.ts';
import { runReport } from '../output/run-report.ts';
import { parseInteger } from '../options.ts';
import type { RecipePart } from '../recipe-options.ts';
import { applySettings, parseRecipe } from '../recipe-options.ts';
import type { Client } from '../server/client.ts';
import { requireFinished, waitForRun } from '../wait/run.ts';
import { idKind } from '@sagittal/contracts';
import { Command } from 'commander';
import { readFile } from 'node:fs/promises';

interface LaunchOptions {
  readonly dataset: string;
  readonly split?: string;
  readonly experiment: string;
  readonly preset?: string;
  readonly recipe?: string;
  readonly set?: readonly string[];
  readonly seed?: number;
  readonly name?: string;
  readonly smoke?: boolean;
  readonly wait?: boolean;
}

/** `launch --dataset D --preset P`: starts a run, and with --wait shows its results. */
export function launchCommand(surroundings: Surroundings): Command {
  return new Command('launch')
    .summary('train a classifier')
    .description('Launches a run on the newest version of a dataset, from a preset or a recipe file.')
    .requiredOption('--dataset <dataset>', 'name or id of the dataset, or id of one version of it')
    .option('--split <split>', 'name or id of the split (default: the one that the import made)')
    .option('--experiment <experiment>', 'name or id of the experiment; made if there is none of that name', 'default')
    .option('--preset <preset>', 'name of a preset')
    .option('--recipe <file>', 'a recipe as JSON, whole or, beside --preset, a part of one')
    .option('--set <path=value>', 'set one value of the recipe, as in optimizer.learningRate=0.01; may be repeated', append)
    .option('--seed <number>', 'seed of the run', parseInteger('--seed', 0))
    .option('--name <name>', 'name of the run')
    .option('--smoke', 'a run of seconds: small input and width, seeded weights')
    .option('--wait', 'wait until it is done, with its progress, and show the results')
    .action(async (options: LaunchOptions, command: Command) => {
      if (options.preset === undefined && options.recipe === undefined)
        throw usageFailure('Give --preset NAME or --recipe FILE.');
      const context = contextOf(command, surroundings);
      const recipe = await recipeOf(context, options);
      const client = await context.connect();
      const version = await findVersion(client, options.dataset);
      const split = chooseSplit(version, options.split);
      const experiment = await findExperiment(client, options.experiment);
      // an experiment is made only for a run that can be launched
      if (experiment === undefined) await requireSoundRecipe(client, { splitId: split.id, recipe, options });
      const { launchRun: launched } = await client.request(launchRunDocument, {
        input: {
          experimentId: experiment ?? (await createExperiment(client, options.experiment)),
          splitId: split.id,
          ...(options.preset === undefined ? {} : { preset: options.preset }),
          ...(recipe === undefined ? {} : { recipe }),
          ...(options.name === undefined ? {} : { name: options.name }),
          ...(options.smoke === true ? { smoke: true } : {}),
        },
      });
      if (options.wait !== true) {
        context.print(launched, () => `Launched ${launched.name} (${launched.id})\n${client.url}/runs/${launched.id}`);
        return;
      }
      context.note(`Launched ${launched.name}: ${client.url}/runs/${launched.id}`);
      const run = await waitForRun(context, client, launched.id);
      context.print(run, () => runReport(run, client.url));
      requireFinished(run);
    });
}

function append(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

async function recipeOf(context: Context, options: LaunchOptions): Promise<RecipePart | undefined> {
  let part: RecipePart = {};
  if (options.recipe !== undefined) {
    const file = context.resolve(options.recipe);
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      throw usageFailure(`The recipe file cannot be read: ${file}: ${error instanceof Error ? error.message : String(error)}`);
    });
    part = parseRecipe(text, file);
  }
  part = applySettings(part, options.set ?? []);
  if (options.seed !== undefined) part = { ...part, seed: options.seed };
  return Object.keys(part).length === 0 ? undefined : part;
}

/** The id of an experiment by its name or id; undefined where there is none of that name. @throws Failure NOT_FOUND */
async function findExperiment(client: Client, nameOrId: string): Promise<string | undefined> {
  const isId = idKind(nameOrId) === 'experiment';
  const { experiment } = await client.request(experimentDocument, isId ? { id: nameOrId } : { name: nameOrId });
  if (experiment) return experiment.id;
  if (isId)
    throw new Failure(EXIT.failed, {
      code: 'NOT_FOUND',
      message: 'There is no experiment of this id.',
      item: nameOrId,
      hint: 'Give its name instead.',
    });
  return undefined;
}

async function createExperiment(client: Client, name: string): Promise<string> {
  try {
    return (await client.request(createExperimentDocument, { input: { name } })).createExperiment.id;
  } catch (error) {
    // another launch may have made it between the two requests
    const other =
      error instanceof Failure && error.details.code === 'NAME_TAKEN' ? await findExperiment(client, name) : undefined;
    if (other !== undefined) return other;
    throw error;
  }
}

/** What the smoke variant of a recipe does without: pretrained weights, and the memory that large pictures take. */
const NOT_FOR_SMOKE: readonly string[] = ['WEIGHTS_MISSING', 'OUT_OF_MEMORY'];

/** @throws Failure with what the server would refuse the launch for */
async function requireSoundRecipe(
  client: Client,
  { splitId, recipe, options }: { splitId: string; recipe: RecipePart | undefined; options: LaunchOptions },
): Promise<void> {
  const { checkRecipe } = await client.request(checkRecipeDocument, {
    splitId,
    ...(options.preset === undefined ? {} : { preset: options.preset }),
    ...(recipe === undefined ? {} : { recipe }),
  });
  const problem = checkRecipe.problems.find(
    ({ severity, code }) => severity === 'ERROR' && !(options.smoke === true && NOT_FOR_SMOKE.includes(code)),
  );
  if (problem === undefined) return;
  const { path: field, code, message, hint } = problem;
  throw new Failure(EXIT.failed, { code, message, field: field === '' ? null : field, hint: hint ?? null });
}
