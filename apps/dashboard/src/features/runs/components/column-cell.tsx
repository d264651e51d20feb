'use client';
import type { ReactNode } from 'react';
import { Sparkline } from '../../../components/charts/sparkline.tsx';
import { Estimate } from '../../../components/ui/estimate.tsx';
import { runColour } from '../../../components/ui/run-mark.tsx';
import { RunStatus } from '../../../components/ui/run-status.tsx';
import { Time } from '../../../components/ui/time.tsx';
import { Whisker } from '../../../components/ui/whisker.tsx';
import type { MetricAggregate, Subset } from '../../../gql/graphql.ts';
import { certificateBadge } from '../../../lib/certificate.ts';
import { useNow } from '../../../lib/clock.tsx';
import { duration, secondsBetween } from '../../../lib/format/duration.ts';
import { MISSING } from '../../../lib/format/missing.ts';
import { decimal, learningRate, parameters, percentNumber } from '../../../lib/format/number.ts';
import { accuracyOn } from '../../../lib/results.ts';
import { progressWords } from '../../../lib/run-progress.ts';
import type { Scale } from '../../../lib/scale.ts';
import { type RunColumn, type RunField, isShare, metricWords } from '../api/columns.ts';
import { recipeValue } from '../api/recipe-value.ts';
import type { TableRun } from '../api/runs-query.ts';
import styles from './runs-table.module.css';

const RESULT_SUBSETS: Partial<Record<RunField, Subset>> = { test: 'TEST', validation: 'VALIDATION' };

/** The subset whose accuracy a column shows as dot and whisker; null for other columns. */
export function resultSubset(column: RunColumn): Subset | null {
  return column.kind === 'field' ? (RESULT_SUBSETS[column.field] ?? null) : null;
}

/** Whether a column's values stand at its right edge, as numbers do. */
export function isNumeric(column: RunColumn): boolean {
  if (column.kind === 'field') return ['parameters', 'time', 'started', 'finished'].includes(column.field);
  return column.kind === 'metric';
}

function metricText(run: TableRun, key: string, aggregate: MetricAggregate): string {
  const metric = run.metrics?.find((known) => known.key === key);
  if (!metric) return MISSING;
  const value = { BEST: metric.best, LAST: metric.last, MIN: metric.min, MAX: metric.max }[aggregate];
  if (value === null && aggregate === 'LAST' && metric.nonFinite) return metric.nonFinite === 'NAN' ? 'NaN' : '∞';
  if (key === 'learning_rate') return learningRate(value);
  return isShare(key) ? percentNumber(value) : decimal(value);
}

function Tags({ run }: { readonly run: TableRun }) {
  return (
    <span className={styles['tags']}>
      {run.tags.map(({ key, value }) => (
        <span key={key} className={styles['tag']} title={`${key}: ${value}`}>
          {key}: {value}
        </span>
      ))}
    </span>
  );
}

function Elapsed({ run }: { readonly run: TableRun }) {
  const now = useNow();
  return (
    <span suppressHydrationWarning>{run.startedAt ? duration(secondsBetween(run.startedAt, run.finishedAt, now)) : MISSING}</span>
  );
}

/** What stands where a result would: test is read once, when the run ends. */
function WithoutResult({ run, subset }: { readonly run: TableRun; readonly subset: Subset }) {
  if (run.status === 'FAILED')
    return (
      <code className={styles['code']} title={run.error?.message}>
        {run.error?.code ?? MISSING}
      </code>
    );
  return (
    <span className={styles['quiet']}>{run.status === 'RUNNING' && subset === 'TEST' ? 'read when training ends' : MISSING}</span>
  );
}

function Result({ run, subset, scale }: { readonly run: TableRun; readonly subset: Subset; readonly scale: Scale }) {
  const rate = accuracyOn(run.evaluations, subset);
  if (!rate) return <WithoutResult run={run} subset={subset} />;
  const hollow = run.split ? certificateBadge(run.split.certificate).look === 'failed' : false;
  return (
    <span className={styles['result']}>
      <span className={styles['whisker']}>
        <Whisker rate={rate} scale={scale} colour={runColour(run.colour)} mark={run.mark} hollow={hollow} />
      </span>
      <Estimate rate={rate} />
    </span>
  );
}

/** What a column shows of a run. `scale`: that of the column's dots and whiskers. */
export function ColumnCell({
  run,
  column,
  scale,
}: {
  readonly run: TableRun;
  readonly column: RunColumn;
  readonly scale: Scale;
}): ReactNode {
  switch (column.kind) {
    case 'metric':
      return metricText(run, column.key, column.aggregate);
    case 'curve': {
      const series = run.metricSeries?.find(({ key }) => key === column.key);
      return series ? (
        <Sparkline
          steps={series.steps}
          values={series.values}
          colour={runColour(run.colour)}
          label={`${metricWords(column.key)} of ${run.name} by epoch`}
        />
      ) : null;
    }
    case 'recipe': {
      const text = recipeValue(run.recipe, column.path);
      return (
        <span className={styles['cut']} title={text}>
          {text}
        </span>
      );
    }
    case 'field':
      switch (column.field) {
        case 'status':
          return (
            <span title={run.status === 'RUNNING' ? progressWords(run.progress) : undefined}>
              <RunStatus status={run.status} />
            </span>
          );
        case 'architecture':
          return run.architecture ?? MISSING;
        case 'preset':
          return <span className={styles['quiet']}>{run.preset ?? MISSING}</span>;
        case 'experiment':
          return (
            <span className={styles['cut']} title={run.experiment.name}>
              {run.experiment.name}
            </span>
          );
        case 'test':
          return <Result run={run} subset="TEST" scale={scale} />;
        case 'validation':
          return <Result run={run} subset="VALIDATION" scale={scale} />;
        case 'parameters':
          return parameters(run.totalParameters);
        case 'tags':
          return <Tags run={run} />;
        case 'time':
          return <Elapsed run={run} />;
        case 'started':
          return <Time iso={run.createdAt} />;
        case 'finished':
          return run.finishedAt ? <Time iso={run.finishedAt} /> : MISSING;
      }
  }
}
