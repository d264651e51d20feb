import type { Builder } from '../../builder.ts';
import { addConnection, pageArguments, pageCost } from '../../connection.ts';
import type { RunInputs } from '../runs/inputs.ts';
import { listRuns } from '../runs/repository.ts';
import { listExperiments } from './repository.ts';
import { createExperiment, findExperiment, updateExperiment } from './service.ts';

export function addExperiments(builder: Builder, runInputs: RunInputs): void {
  const page = pageArguments(builder);
  builder.prismaObject('Experiment', {
    interfaces: ['Node'],
    description: 'A question; it groups runs.',
    fields: (t) => ({
      id: t.exposeID('id', { description: "The experiment's id, as in `exp_…`." }),
      name: t.exposeString('name', { description: 'Unique within the project.' }),
      description: t.exposeString('description', { nullable: true, description: 'The question, in words.' }),
      createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
      smallestDifference: t.exposeFloat('smallestDifference', {
        description: 'Differences below it are too small to matter, in accuracy (0.01 is one point).',
      }),
      runs: t.field({
        type: 'RunConnection',
        description: 'Its runs, the newest first unless asked otherwise.',
        complexity: pageCost,
        args: {
          where: t.arg({ type: runInputs.where, description: 'Only these.' }),
          orderBy: t.arg({ type: [runInputs.order], description: 'Sorted by these, in turn.' }),
          ...page,
        },
        resolve: (experiment, args, context) => listRuns(context, { ...args, experimentId: experiment.id }),
      }),
    }),
  });
  addConnection(builder, 'Experiment', 'the experiments');

  const createInput = builder.inputType('CreateExperimentInput', {
    description: 'A new experiment.',
    fields: (t) => ({
      name: t.string({ required: true, description: 'Unique within the project.' }),
      description: t.string({ description: 'The question, in words.' }),
    }),
  });
  const updateInput = builder.inputType('UpdateExperimentInput', {
    description: 'What to change of an experiment; what is absent stays.',
    fields: (t) => ({
      name: t.string({ description: 'Unique within the project.' }),
      description: t.string({ description: 'The question, in words; null clears it.' }),
      smallestDifference: t.float({ description: 'From 0 to below 1: 0.01 is one point of accuracy.' }),
    }),
  });

  builder.queryFields((t) => ({
    experiments: t.field({
      type: 'ExperimentConnection',
      description: 'The experiments, the newest first.',
      complexity: pageCost,
      args: { search: t.arg.string({ description: 'Part of the name or description.' }), ...page },
      resolve: (_root, { search, ...args }, context) => listExperiments(context, search, args),
    }),
    experiment: t.field({
      type: 'Experiment',
      nullable: true,
      description: 'One experiment, by its id or by its name.',
      args: { id: t.arg.id({ description: 'As in `exp_…`.' }), name: t.arg.string({ description: 'Its whole name.' }) },
      resolve: (_root, { id, name }, context) => findExperiment(context, id, name),
    }),
  }));
  builder.mutationFields((t) => ({
    createExperiment: t.field({
      type: 'Experiment',
      description: 'Makes an experiment.',
      args: { input: t.arg({ type: createInput, required: true, description: 'What it is.' }) },
      resolve: (_root, { input }, context) => createExperiment(context, input),
    }),
    updateExperiment: t.field({
      type: 'Experiment',
      description: 'Changes an experiment.',
      args: {
        id: t.arg.id({ required: true, description: 'Which.' }),
        input: t.arg({ type: updateInput, required: true, description: 'What to change.' }),
      },
      resolve: (_root, { id, input }, context) => updateExperiment(context, id, input),
    }),
  }));
}
