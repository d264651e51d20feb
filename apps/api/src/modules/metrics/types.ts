import type { Builder } from '../../builder.ts';
import type { Enums } from '../../enums.ts';
import { best, finite, nonFinite } from './non-finite.ts';

export function addMetrics(builder: Builder, enums: Enums): void {
  const goal = 'Which values are better.';
  const unit = 'What its steps count.';
  builder.objectType('MetricSummary', {
    description: 'One series in single values. nonFinite is of last; min, max and best are over finite values.',
    fields: (t) => ({
      key: t.exposeString('key', { description: 'As in `val_accuracy`.' }),
      goal: t.expose('goal', { type: enums.metricGoal, description: goal }),
      unit: t.expose('unit', { type: enums.stepUnit, description: unit }),
      last: t.float({ nullable: true, description: 'The newest value.', resolve: (summary) => finite(summary.last) }),
      min: t.exposeFloat('min', { nullable: true, description: 'The smallest value.' }),
      max: t.exposeFloat('max', { nullable: true, description: 'The largest value.' }),
      best: t.float({
        nullable: true,
        description: 'min or max by the goal; null where it has none.',
        resolve: (summary) => best(summary).value,
      }),
      lastStep: t.exposeInt('lastStep', { nullable: true, description: "last's step." }),
      minStep: t.exposeInt('minStep', { nullable: true, description: "min's step, the first if there are several." }),
      maxStep: t.exposeInt('maxStep', { nullable: true, description: "max's step, the first if there are several." }),
      bestStep: t.int({ nullable: true, description: "best's step.", resolve: (summary) => best(summary).step }),
      count: t.exposeInt('count', { description: 'How many points it has.' }),
      nonFinite: t.field({
        type: enums.nonFinite,
        nullable: true,
        description: 'What `last` is where it is no number.',
        resolve: (summary) => nonFinite(summary.last),
      }),
    }),
  });
  builder.objectType('MetricSeries', {
    description: 'One curve: three lists of one length.',
    fields: (t) => ({
      key: t.exposeString('key', { description: 'As in `val_accuracy`.' }),
      goal: t.expose('goal', { type: enums.metricGoal, description: goal }),
      unit: t.expose('unit', { type: enums.stepUnit, description: unit }),
      steps: t.intList({ description: '1-based epochs or batches.', resolve: (series) => [...series.steps] }),
      values: t.floatList({
        nullable: { list: false, items: true },
        description: 'Null where a value is not finite.',
        resolve: (series) => series.values.map(finite),
      }),
      times: t.field({
        type: ['DateTime'],
        description: 'When each was logged.',
        resolve: (series) => series.times.map((time) => new Date(time)),
      }),
      nonFinite: t.field({
        type: ['NonFinitePoint'],
        description: 'The values that are no numbers.',
        resolve: (series) => series.values.flatMap((value, index) => (Number.isFinite(value) ? [] : [{ index, value }])),
      }),
    }),
  });
  builder.objectType('NonFinitePoint', {
    description: 'A value of a series that is no number.',
    fields: (t) => ({
      index: t.exposeInt('index', { description: 'Its place in `values`, from 0.' }),
      value: t.field({ type: enums.nonFinite, description: 'Which it is.', resolve: (point) => nonFinite(point.value) ?? 'NAN' }),
    }),
  });
  builder.objectType('MetricPoint', {
    description: 'One value of one series.',
    fields: (t) => ({
      key: t.exposeString('key', { description: 'As in `val_accuracy`.' }),
      unit: t.expose('unit', { type: enums.stepUnit, description: 'What its step counts.' }),
      step: t.exposeInt('step', { description: '1-based epoch or batch.' }),
      value: t.float({ nullable: true, description: 'Null where it is not finite.', resolve: (point) => finite(point.value) }),
      nonFinite: t.field({
        type: enums.nonFinite,
        nullable: true,
        description: 'What the value is where it is no number.',
        resolve: (point) => nonFinite(point.value),
      }),
      time: t.field({ type: 'DateTime', description: 'When it was logged.', resolve: (point) => new Date(point.at) }),
    }),
  });
}
