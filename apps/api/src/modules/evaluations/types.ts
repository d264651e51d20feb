import type { ClassMetrics, Estimate } from '@sagittal/contracts';
import type { Builder } from '../../builder.ts';
import { pageArguments, pageCost } from '../../connection.ts';
import type { Enums } from '../../enums.ts';
import { column } from '../../json-columns.ts';
import { finite, nonFinite } from '../metrics/non-finite.ts';
import type { PredictionInputs } from '../predictions/types.ts';
import { listPredictions } from '../predictions/repository.ts';

export function addEvaluations(builder: Builder, enums: Enums, predictionInputs: PredictionInputs): void {
  const page = pageArguments(builder);
  builder.prismaObject('Evaluation', {
    interfaces: ['Node'],
    description:
      "A run's model on one subset of one split. A finished run has one for VALIDATION and one for TEST, with its best weights by validation; while it runs, VALIDATION is that of the best checkpoint so far.",
    fields: (t) => ({
      id: t.exposeID('id', { description: "The evaluation's id, as in `evl_…`." }),
      run: t.relation('run', { description: 'Whose model.' }),
      split: t.relation('split', { description: 'On which split.' }),
      subset: t.expose('subset', { type: enums.subset, description: 'On which subset.' }),
      checkpoint: t.relation('checkpoint', { nullable: true, description: 'With which weights.' }),
      certificate: t.relation('certificate', { description: "The split's certificate at that time." }),
      createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
      imageCount: t.exposeInt('imageCount', { description: 'How many images were scored.' }),
      classes: t.exposeStringList('classes', { description: 'In the order of scores.' }),
      metrics: t.field({
        type: ['Estimate'],
        description: 'accuracy and f1_macro, each with its confidence interval. Accuracy first.',
        resolve: (evaluation) => column<Estimate[]>(evaluation.metrics),
      }),
      perClass: t.field({
        type: ['ClassMetrics'],
        description: 'The same for each class against the others.',
        resolve: (evaluation) => column<ClassMetrics[]>(evaluation.perClass),
      }),
      confusion: t.field({
        type: t.listRef(t.listRef('Int')),
        description: 'Rows: true class; columns: predicted class.',
        resolve: (evaluation) => column<number[][]>(evaluation.confusion),
      }),
      predictions: t.field({
        type: 'PredictionConnection',
        description: 'Its predictions, by path unless asked otherwise.',
        complexity: pageCost,
        args: {
          where: t.arg({ type: predictionInputs.where, description: 'Only these.' }),
          orderBy: t.arg({ type: enums.predictionOrder, description: 'How they are sorted.' }),
          ...page,
        },
        resolve: (evaluation, { where, orderBy, ...args }, context) =>
          listPredictions(context, evaluation.id, where ?? {}, orderBy ?? 'PATH', args),
      }),
    }),
  });
  builder.objectType('Estimate', {
    description: 'A value with its 95 % confidence interval.',
    fields: (t) => ({
      key: t.exposeString('key', { description: 'As in `accuracy`.' }),
      value: t.float({
        nullable: true,
        description: 'Null where it is not defined, or not finite.',
        resolve: (estimate) => finite(estimate.value),
      }),
      low: t.float({ nullable: true, description: 'Lower end of the interval.', resolve: (estimate) => finite(estimate.low) }),
      high: t.float({ nullable: true, description: 'Upper end of the interval.', resolve: (estimate) => finite(estimate.high) }),
      method: t.exposeString('method', { description: 'How the interval was made.' }),
      nonFinite: t.field({
        type: enums.nonFinite,
        nullable: true,
        description: 'What the value is where it is no number.',
        resolve: (estimate) => nonFinite(estimate.value),
      }),
    }),
  });
  builder.objectType('ClassMetrics', {
    description: 'One class against all others.',
    fields: (t) => ({
      className: t.exposeString('className', { description: 'The class.' }),
      support: t.exposeInt('support', { description: 'Images of this class.' }),
      sensitivity: t.field({
        type: 'Estimate',
        description: 'Share of its images that were found.',
        resolve: (row) => row.sensitivity,
      }),
      specificity: t.field({
        type: 'Estimate',
        description: 'Share of the other images that were not taken for it.',
        resolve: (row) => row.specificity,
      }),
      precision: t.field({
        type: 'Estimate',
        description: 'Share of what was taken for it that is.',
        resolve: (row) => row.precision,
      }),
      f1: t.field({ type: 'Estimate', description: 'Harmonic mean of sensitivity and precision.', resolve: (row) => row.f1 }),
      auroc: t.field({
        type: 'Estimate',
        nullable: true,
        description: 'Area under its ROC curve; null where it was not computed.',
        resolve: () => null,
      }),
    }),
  });
}
