import { architectures, presets } from '@sagittal/models';
import type { Builder } from '../../builder.ts';
import type { Enums } from '../../enums.ts';
import { checkLaunch, weightsOf } from './service.ts';

export function addCatalogue(builder: Builder, enums: Enums): void {
  builder.objectType('Architecture', {
    description: 'A backbone of the catalogue.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'As recipes name it.' }),
      family: t.exposeString('family', { description: 'Its family.' }),
      totalParameters: t.exposeInt('totalParameters', { description: 'Without top.' }),
      inputSize: t.intList({ description: '[height, width] it was made for.', resolve: (card) => [...card.inputSize] }),
      paper: t.exposeString('paper', { nullable: true, description: 'Where it is described.' }),
      licence: t.exposeString('licence', { description: 'Its licence.' }),
      weights: t.field({
        type: ['WeightsInfo'],
        description: 'Pretrained weights that it can begin with.',
        resolve: (card, _args, context) => weightsOf(card, context.options.weights),
      }),
    }),
  });
  builder.objectType('WeightsInfo', {
    description: 'Pretrained weights of an architecture.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'As recipes name them.' }),
      available: t.exposeBoolean('available', { description: 'Whether they are on this machine.' }),
      downloadable: t.exposeBoolean('downloadable', {
        description:
          'Whether a run downloads them as it begins: they are not on this machine, and a publisher or mirror has them.',
      }),
      bytes: t.field({
        type: 'SafeInt',
        nullable: true,
        description: 'Their size; null where it is not known.',
        resolve: (weights) => weights.bytes,
      }),
      source: t.exposeString('source', { description: 'Where they were published.' }),
      hint: t.exposeString('hint', { nullable: true, description: 'What happens, or what to do, where they are not here.' }),
    }),
  });
  builder.objectType('Preset', {
    description: 'A recipe of the literature, or one known to work, under a name.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'As `launchRun` takes it.' }),
      title: t.exposeString('title', { description: 'For people.' }),
      paper: t.exposeString('paper', { nullable: true, description: 'Where it is described.' }),
      description: t.exposeString('description', { description: 'What it does, for what, and about how long it takes.' }),
      recipe: t.field({
        type: 'JSON',
        description: 'The recipe; what is absent has its default.',
        resolve: (preset) => preset.recipe,
      }),
    }),
  });
  builder.objectType('RecipeCheck', {
    description: 'What a launch would do.',
    fields: (t) => ({
      valid: t.boolean({ description: 'Whether it can be launched.', resolve: (check) => check.recipe !== null }),
      problems: t.field({
        type: ['RecipeProblem'],
        description: 'All that is wrong or doubtful.',
        resolve: (check) => check.problems,
      }),
      recipe: t.field({
        type: 'JSON',
        nullable: true,
        description: 'The whole recipe, defaults filled in; null if not valid.',
        resolve: (check) => check.recipe,
      }),
      totalParameters: t.exposeInt('totalParameters', {
        nullable: true,
        description:
          'Backbone and head together, also where weights are missing; null without a split, which gives the number of classes.',
      }),
      trainableParameters: t.exposeInt('trainableParameters', {
        nullable: true,
        description: 'Of these, those that are trained.',
      }),
      estimatedSeconds: t.exposeFloat('estimatedSeconds', {
        nullable: true,
        description:
          'On the trainers now alive, before anything is cached; a rough guess from the last run of the same network, null where there is none.',
      }),
      peakMemoryBytes: t.field({
        type: 'SafeInt',
        nullable: true,
        description: 'What a training step keeps at once; a rough guess.',
        resolve: (check) => check.peakMemoryBytes,
      }),
      engine: t.exposeString('engine', { nullable: true, description: 'What would compute it; null where no trainer is alive.' }),
      engineReason: t.exposeString('engineReason', { nullable: true, description: 'Why that engine.' }),
      waitSeconds: t.exposeFloat('waitSeconds', {
        nullable: true,
        description: 'Until a trainer is free; null where that cannot be told.',
      }),
    }),
  });
  builder.objectType('RecipeProblem', {
    description: 'One thing that is wrong or doubtful in a recipe.',
    fields: (t) => ({
      path: t.exposeString('path', { description: 'Where in the recipe, as in optimizer.learningRate; empty: as a whole.' }),
      severity: t.expose('severity', { type: enums.severity, description: 'Only errors make a recipe invalid.' }),
      code: t.exposeString('code', { description: 'A code of the closed list.' }),
      message: t.exposeString('message', { description: 'What is wrong.' }),
      hint: t.string({ nullable: true, description: 'What to do.', resolve: (problem) => problem.hint }),
    }),
  });
  builder.queryFields((t) => ({
    architectures: t.field({ type: ['Architecture'], description: 'The catalogue of backbones.', resolve: () => architectures }),
    presets: t.field({
      type: ['Preset'],
      description: 'The presets, in the order in which they are offered.',
      resolve: () => presets,
    }),
    checkRecipe: t.field({
      type: 'RecipeCheck',
      description:
        'What a launch would do, without launching: the form, the command line and notebooks ask this. Never an error for a bad recipe: its problems are the answer.',
      args: {
        splitId: t.arg.id({ description: 'What it would be trained and judged on.' }),
        preset: t.arg.string({ description: 'A name of `presets`.' }),
        recipe: t.arg({ type: 'JSON', description: 'A recipe, or the part of it that differs from the preset.' }),
      },
      resolve: (_root, args, context) => checkLaunch(context, args),
    }),
  }));
}
