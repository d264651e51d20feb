import type { Builder } from '../../builder.ts';
import { addConnection, pageArguments, pageCost } from '../../connection.ts';
import { type ClassCount, column } from '../../json-columns.ts';
import type { ImageInputs } from '../images/types.ts';
import { listImages } from '../images/repository.ts';
import { listDatasets, listVersions } from './repository.ts';
import { archiveDataset, findDataset, importDataset, restoreDataset, updateDataset } from './service.ts';

export function addDatasets(builder: Builder, imageInputs: ImageInputs): void {
  const page = pageArguments(builder);
  builder.prismaObject('Dataset', {
    interfaces: ['Node'],
    description: 'Images with labels, in versions.',
    fields: (t) => ({
      id: t.exposeID('id', { description: "The dataset's id, as in `ds_…`." }),
      name: t.exposeString('name', { description: 'Unique within the project.' }),
      description: t.exposeString('description', { nullable: true, description: 'What it is and where it is from.' }),
      archived: t.boolean({
        description: 'Archived: left out of lists, and nothing new is run on it.',
        resolve: (dataset) => dataset.archivedAt !== null,
      }),
      createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
      versions: t.field({
        type: 'DatasetVersionConnection',
        description: 'Its versions, the newest first.',
        complexity: pageCost,
        args: page,
        resolve: (dataset, args, context) => listVersions(context, dataset.id, args),
      }),
      latestVersion: t.field({
        type: 'DatasetVersion',
        nullable: true,
        description: 'The newest version; null while the first import runs.',
        resolve: (dataset, _args, context) => context.loaders.latestVersion.load(dataset.id),
      }),
    }),
  });
  addConnection(builder, 'Dataset', 'the datasets');

  builder.prismaObject('DatasetVersion', {
    interfaces: ['Node'],
    description: 'One import: an immutable list of images with their labels.',
    fields: (t) => ({
      id: t.exposeID('id', { description: "The version's id, as in `dsv_…`." }),
      dataset: t.relation('dataset', { description: 'What it is a version of.' }),
      number: t.exposeInt('number', { description: '1, 2, 3, …' }),
      createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was imported.' }),
      imageCount: t.exposeInt('imageCount', { description: 'How many images it holds.' }),
      classes: t.field({
        type: ['ClassCount'],
        description: 'Its labels in class order, with their images.',
        resolve: (version) => column<ClassCount[]>(version.classes),
      }),
      createdBy: t.relation('createdBy', { nullable: true, description: 'Who imported it.' }),
      importJob: t.field({
        type: 'Job',
        nullable: true,
        description: 'The import that made it, with what it could not take.',
        resolve: (version, _args, context) =>
          version.importJobId === null ? null : context.loaders.job.load(version.importJobId),
      }),
      manifestHash: t.exposeString('manifestHash', {
        description: 'SHA-256 of the manifest: the same images, labels and groups give the same value anywhere.',
      }),
      splits: t.relation('splits', {
        description: 'Its splits, the oldest first.',
        query: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
      }),
      images: t.field({
        type: 'ImageConnection',
        description: 'Its images, by path.',
        complexity: pageCost,
        args: { where: t.arg({ type: imageInputs.where, description: 'Only these.' }), ...page },
        resolve: (version, { where, ...args }, context) => listImages(context, version, where ?? {}, args),
      }),
    }),
  });
  addConnection(builder, 'DatasetVersion', 'the versions of a dataset');
  builder.objectType('ClassCount', {
    description: 'A class and how many images it has.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'The class.' }),
      count: t.exposeInt('count', { description: 'Its images.' }),
    }),
  });

  const importInput = builder.inputType('ImportDatasetInput', {
    description: 'What to import, and into what.',
    fields: (t) => ({
      name: t.string({ description: "A new dataset's name; with datasetId absent a name that is taken is an error." }),
      datasetId: t.id({ description: 'An existing dataset: the import becomes its next version.' }),
      description: t.string({ description: 'What it is and where it is from.' }),
      path: t.string({
        description:
          "A folder under one of the server's data roots: one folder a class, inside train, validation and test folders or not.",
      }),
    }),
  });
  const updateInput = builder.inputType('UpdateDatasetInput', {
    description: 'What to change of a dataset; what is absent stays.',
    fields: (t) => ({
      name: t.string({ description: 'Unique within the project.' }),
      description: t.string({ description: 'What it is and where it is from; null clears it.' }),
    }),
  });

  builder.queryFields((t) => ({
    datasets: t.field({
      type: 'DatasetConnection',
      description: 'The datasets that are ready, the newest first.',
      complexity: pageCost,
      args: {
        search: t.arg.string({ description: 'Part of the name or description.' }),
        includeArchived: t.arg.boolean({ description: 'Also archived ones.' }),
        ...page,
      },
      resolve: (_root, { search, includeArchived, ...args }, context) => listDatasets(context, { search, includeArchived }, args),
    }),
    dataset: t.field({
      type: 'Dataset',
      nullable: true,
      description: 'One dataset, by its id or by its name.',
      args: { id: t.arg.id({ description: 'As in `ds_…`.' }), name: t.arg.string({ description: 'Its whole name.' }) },
      resolve: (_root, { id, name }, context) => findDataset(context, id, name),
    }),
  }));
  builder.mutationFields((t) => ({
    importDataset: t.field({
      type: 'Job',
      description: 'Starts a job; watch it by jobEvents, or poll the job.',
      args: { input: t.arg({ type: importInput, required: true, description: 'What to import.' }) },
      resolve: (_root, { input }, context) => importDataset(context, input),
    }),
    updateDataset: t.field({
      type: 'Dataset',
      description: 'Changes a dataset.',
      args: {
        id: t.arg.id({ required: true, description: 'Which.' }),
        input: t.arg({ type: updateInput, required: true, description: 'What to change.' }),
      },
      resolve: (_root, { id, input }, context) => updateDataset(context, id, input),
    }),
    archiveDataset: t.field({
      type: 'Dataset',
      description: 'Leaves a dataset out of lists and refuses new runs on it; nothing is deleted.',
      args: { id: t.arg.id({ required: true, description: 'Which.' }) },
      resolve: (_root, { id }, context) => archiveDataset(context, id),
    }),
    restoreDataset: t.field({
      type: 'Dataset',
      description: 'Takes a dataset out of the archive.',
      args: { id: t.arg.id({ required: true, description: 'Which.' }) },
      resolve: (_root, { id }, context) => restoreDataset(context, id),
    }),
  }));
}
