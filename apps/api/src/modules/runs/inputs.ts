import type { RunStatus } from '@sagittal/contracts';
import type { Builder } from '../../builder.ts';
import type { Enums } from '../../enums.ts';
import type { JsonInput } from '../../json-columns.ts';

type Maybe<T> = T | null | undefined;

export interface RunWhere {
  readonly and?: Maybe<readonly RunWhere[]>;
  readonly or?: Maybe<readonly RunWhere[]>;
  readonly not?: Maybe<RunWhere>;
  readonly ids?: Maybe<readonly string[]>;
  readonly status?: Maybe<readonly RunStatus[]>;
  readonly experimentId?: Maybe<string>;
  readonly splitId?: Maybe<readonly string[]>;
  readonly createdById?: Maybe<string>;
  readonly preset?: Maybe<readonly string[]>;
  readonly datasetName?: Maybe<string>;
  readonly architecture?: Maybe<readonly string[]>;
  readonly search?: Maybe<string>;
  readonly tag?: Maybe<{ readonly key: string; readonly value: string }>;
  readonly metric?: Maybe<MetricCondition>;
  readonly recipe?: Maybe<RecipeCondition>;
  readonly createdAfter?: Maybe<Date>;
  readonly createdBefore?: Maybe<Date>;
  readonly deleted?: Maybe<boolean>;
}

export type MetricAggregate = 'LAST' | 'MIN' | 'MAX' | 'BEST';

export interface MetricCondition {
  readonly key: string;
  readonly aggregate?: Maybe<MetricAggregate>;
  readonly gt?: Maybe<number>;
  readonly gte?: Maybe<number>;
  readonly lt?: Maybe<number>;
  readonly lte?: Maybe<number>;
  readonly eq?: Maybe<number>;
}

export interface RecipeCondition {
  readonly path: string;
  readonly eq?: Maybe<JsonInput>;
  readonly ne?: Maybe<JsonInput>;
  readonly gt?: Maybe<number>;
  readonly gte?: Maybe<number>;
  readonly lt?: Maybe<number>;
  readonly lte?: Maybe<number>;
  readonly in?: Maybe<readonly JsonInput[]>;
  readonly contains?: Maybe<string>;
}

export interface RunOrder {
  readonly field?: Maybe<'CREATED_AT' | 'FINISHED_AT' | 'NAME' | 'DURATION' | 'STATUS' | 'SPLIT' | 'DATASET' | 'ARCHITECTURE'>;
  readonly evaluation?: Maybe<{ readonly key: string; readonly subset: 'TRAIN' | 'VALIDATION' | 'TEST' }>;
  readonly metric?: Maybe<string>;
  readonly aggregate?: Maybe<MetricAggregate>;
  readonly recipePath?: Maybe<string>;
  readonly direction: 'ASC' | 'DESC';
}

export function addRunInputs(builder: Builder, enums: Enums) {
  const tag = builder.inputType('TagInput', {
    description: 'A tag: a key and a value.',
    fields: (t) => ({
      key: t.string({ required: true, description: 'As in `reader`; 1 to 100 characters.' }),
      value: t.string({ required: true, description: 'At most 1,000 characters.' }),
    }),
  });
  const metric = builder.inputType('MetricCondition', {
    description: 'A condition on a single value of a metric series; all bounds given must hold.',
    fields: (t) => ({
      key: t.string({ required: true, description: 'As in `val_accuracy`.' }),
      aggregate: t.field({ type: enums.metricAggregate, defaultValue: 'LAST', description: 'Which single value.' }),
      gt: t.float({ description: 'Greater than.' }),
      gte: t.float({ description: 'At least.' }),
      lt: t.float({ description: 'Less than.' }),
      lte: t.float({ description: 'At most.' }),
      eq: t.float({ description: 'Exactly.' }),
    }),
  });
  const recipe = builder.inputType('RecipeCondition', {
    description: 'A condition on a value of the recipe; all that are given must hold.',
    fields: (t) => ({
      path: t.string({ required: true, description: 'Where in the recipe, as in `optimizer.learningRate`.' }),
      eq: t.field({ type: 'JSON', description: 'Equal to this value.' }),
      ne: t.field({ type: 'JSON', description: 'Not equal to this value, or not there.' }),
      gt: t.float({ description: 'A number greater than.' }),
      gte: t.float({ description: 'A number of at least.' }),
      lt: t.float({ description: 'A number less than.' }),
      lte: t.float({ description: 'A number of at most.' }),
      in: t.field({ type: ['JSON'], description: 'Equal to one of these values.' }),
      contains: t.string({ description: 'A text that holds this one, or a list that holds it as a member.' }),
    }),
  });
  const where = builder.inputRef<RunWhere>('RunWhere').implement({
    description: 'Which runs; all conditions given must hold.',
    fields: (t) => ({
      and: t.field({ type: [where], description: 'All of these.' }),
      or: t.field({ type: [where], description: 'At least one of these.' }),
      not: t.field({ type: where, description: 'Not this.' }),
      ids: t.idList({ description: 'One of these.' }),
      status: t.field({ type: [enums.runStatus], description: 'In one of these states.' }),
      experimentId: t.id({ description: 'Of this experiment.' }),
      splitId: t.idList({ description: 'On one of these splits.' }),
      createdById: t.id({ description: 'Launched by this person.' }),
      preset: t.stringList({ description: 'Of one of these presets.' }),
      datasetName: t.string({ description: 'On the dataset of this name.' }),
      architecture: t.stringList({ description: 'Of one of these architectures.' }),
      search: t.string({ description: 'Part of the name or notes, or the whole id.' }),
      tag: t.field({ type: tag, description: 'With this tag.' }),
      metric: t.field({ type: metric, description: 'By a metric.' }),
      recipe: t.field({ type: recipe, description: 'By a value of the recipe.' }),
      createdAfter: t.field({ type: 'DateTime', description: 'Launched after this moment.' }),
      createdBefore: t.field({ type: 'DateTime', description: 'Launched before this moment.' }),
      deleted: t.boolean({ defaultValue: false, description: 'Those in the bin instead of those outside it; null: both.' }),
    }),
  });
  const evaluation = builder.inputType('EvaluationKey', {
    description: 'A metric of an evaluation on the run’s own split.',
    fields: (t) => ({
      key: t.string({ required: true, defaultValue: 'accuracy', description: 'As in `accuracy` or `f1_macro`.' }),
      subset: t.field({ type: enums.subset, required: true, defaultValue: 'TEST', description: 'On which subset.' }),
    }),
  });
  const order = builder.inputType('RunOrder', {
    description: 'One sort key: exactly one of field, evaluation, metric and recipePath.',
    fields: (t) => ({
      field: t.field({ type: enums.runOrderField, description: 'By a column.' }),
      evaluation: t.field({ type: evaluation, description: 'By a metric of an evaluation.' }),
      metric: t.string({ description: 'By a metric series, as in `val_accuracy`.' }),
      aggregate: t.field({ type: enums.metricAggregate, defaultValue: 'LAST', description: 'Which single value of the series.' }),
      recipePath: t.string({ description: 'By a value of the recipe, as in `optimizer.learningRate`.' }),
      direction: t.field({ type: enums.direction, required: true, defaultValue: 'DESC', description: 'Which end comes first.' }),
    }),
  });
  return { tag, where, order };
}

export type RunInputs = ReturnType<typeof addRunInputs>;
