import { type IdKind, idKind } from '@sagittal/contracts';
import type { Builder } from './builder.ts';
import type { Context } from './context.ts';

/** The object type of each kind of id that can be asked for by `node`. */
const TYPES: Partial<Record<IdKind, string>> = {
  user: 'User',
  dataset: 'Dataset',
  datasetVersion: 'DatasetVersion',
  image: 'Image',
  split: 'Split',
  experiment: 'Experiment',
  run: 'Run',
  evaluation: 'Evaluation',
  prediction: 'Prediction',
  checkpoint: 'Checkpoint',
  job: 'Job',
};

/** Any object by its id; null where there is none. An image comes as in the newest version that holds it. */
export async function loadNode(id: string, { prisma, loaders }: Context): Promise<{ readonly id: string } | null> {
  const where = { where: { id } };
  switch (idKind(id)) {
    case 'user':
      return prisma.user.findUnique(where);
    case 'dataset':
      return prisma.dataset.findUnique(where);
    case 'datasetVersion':
      return prisma.datasetVersion.findUnique(where);
    case 'image':
      return loaders.image.load({ itemId: id, version: null });
    case 'split':
      return prisma.split.findUnique(where);
    case 'experiment':
      return prisma.experiment.findUnique(where);
    case 'run':
      return prisma.run.findUnique(where);
    case 'evaluation':
      return prisma.evaluation.findUnique(where);
    case 'prediction':
      return prisma.prediction.findUnique(where);
    case 'checkpoint':
      return prisma.checkpoint.findUnique(where);
    case 'job':
      return prisma.job.findUnique(where);
    case 'project':
    case 'certificate':
    case 'trainer':
    case undefined:
      return null;
  }
}

export function addNode(builder: Builder): void {
  builder.interfaceType('Node', {
    description: 'Anything with an id of its own.',
    fields: (t) => ({
      id: t.exposeID('id', {
        description: 'Typed, sortable by age, the same everywhere: in this API, in URLs, on the command line.',
      }),
    }),
    resolveType: (value) => {
      const kind = idKind(value.id);
      return kind === undefined ? undefined : TYPES[kind];
    },
  });
  builder.queryField('node', (t) =>
    t.field({
      type: 'Node',
      nullable: true,
      description: 'Any object by its id; null where there is none.',
      args: { id: t.arg.id({ required: true, description: 'As in `run_…`.' }) },
      resolve: (_root, { id }, context) => loadNode(id, context),
    }),
  );
}
