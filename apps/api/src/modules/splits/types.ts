import type { CertificateCheck } from '@sagittal/contracts';
import type { Builder } from '../../builder.ts';
import type { Enums } from '../../enums.ts';
import { column, type SubsetCount } from '../../json-columns.ts';
import { createSplit } from './service.ts';

export function addSplits(builder: Builder, enums: Enums): void {
  builder.prismaObject('Split', {
    interfaces: ['Node'],
    description: 'A version divided into train, validation and test: seeded, and certified.',
    fields: (t) => ({
      id: t.exposeID('id', { description: "The split's id, as in `spl_…`." }),
      name: t.exposeString('name', { description: 'Unique within the version.' }),
      datasetVersion: t.relation('version', { description: 'What it divides.' }),
      seed: t.exposeInt('seed', { description: 'The same seed gives the same split.' }),
      strategy: t.expose('strategy', { type: enums.splitStrategy, description: 'How it was made.' }),
      createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
      counts: t.field({
        type: ['SubsetCount'],
        description: 'Its subsets with their images, by class.',
        resolve: (split) => column<SubsetCount[]>(split.counts),
      }),
      certificate: t.field({
        type: 'SplitCertificate',
        description: 'The newest; an evaluation keeps the one that it was made under.',
        resolve: (split, _args, context) => context.loaders.newestCertificate.load(split.id),
      }),
    }),
  });
  builder.objectType('SubsetCount', {
    description: 'A subset and how many images it holds.',
    fields: (t) => ({
      subset: t.expose('subset', { type: enums.subset, description: 'Which.' }),
      count: t.exposeInt('count', { description: 'Its images.' }),
      classes: t.field({
        type: ['ClassCount'],
        description: 'The same by class, in class order.',
        resolve: (counts) => counts.classes,
      }),
    }),
  });
  builder.prismaObject('SplitCertificate', {
    description: 'What was checked about a split, what was found, and what was not or could not be checked.',
    fields: (t) => ({
      level: t.expose('level', { type: enums.certificateLevel, description: 'How much it vouches for.' }),
      checks: t.field({
        type: ['CertificateCheck'],
        description: 'Each kind of check over each pair of subsets.',
        resolve: (row) => column<CertificateCheck[]>(row.checks),
      }),
      checkedAt: t.expose('checkedAt', { type: 'DateTime', description: 'When it was checked.' }),
      statement: t.exposeString('statement', { description: 'The same in plain words.' }),
    }),
  });
  builder.objectType('CertificateCheck', {
    description:
      'crossing: images of the later subset (in the order TRAIN, VALIDATION, TEST) with a copy, or their patient, in the earlier.',
    fields: (t) => ({
      kind: t.expose('kind', { type: enums.checkKind, description: 'What was looked for.' }),
      between: t.field({
        type: [enums.subset],
        description: 'The two subsets, the earlier first.',
        resolve: (check) => [...check.between],
      }),
      status: t.expose('status', { type: enums.checkStatus, description: 'What came out.' }),
      crossing: t.exposeInt('crossing', {
        nullable: true,
        description: 'How many images cross; null where they were not counted.',
      }),
      threshold: t.exposeInt('threshold', {
        nullable: true,
        description: 'Largest distance that counts as near; null for kinds without one.',
      }),
      algorithmVersion: t.exposeString('algorithmVersion', { description: 'What checked it, with its version.' }),
    }),
  });

  const input = builder.inputType('CreateSplitInput', {
    description: 'A new split of a version.',
    fields: (t) => ({
      datasetVersionId: t.id({ required: true, description: 'What to divide.' }),
      name: t.string({ required: true, description: 'Unique within the version.' }),
      strategy: t.field({
        type: enums.splitStrategy,
        required: true,
        description: 'OFFICIAL or STRATIFIED; the others answer NOT_SUPPORTED_YET.',
      }),
      seed: t.int({ required: true, description: 'From 0 to 2,147,483,647.' }),
      validation: t.float({
        description: "0.2 for OFFICIAL strategies (of the folders' training part), else 0.1 (of the whole).",
      }),
      test: t.float({ description: '0.2 of the whole; not for OFFICIAL strategies.' }),
    }),
  });
  builder.mutationField('createSplit', (t) =>
    t.field({
      type: 'Split',
      description: 'Makes and certifies a split.',
      args: { input: t.arg({ type: input, required: true, description: 'What to make.' }) },
      resolve: (_root, args, context) => createSplit(context, args.input),
    }),
  );
}
