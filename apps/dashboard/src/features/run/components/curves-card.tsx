'use client';
import { Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { type ChartEvent, type Curve, LineChart } from '../../../components/charts/line-chart.tsx';
import { Card } from '../../../components/ui/card.tsx';
import { Segments } from '../../../components/ui/segments.tsx';
import { duration, secondsBetween } from '../../../lib/format/duration.ts';
import { decimal, learningRate, percent } from '../../../lib/format/number.ts';
import { useUrlState } from '../../../lib/use-url-state.ts';
import { curvesQuery } from '../api/curves-query.ts';
import { alignSeries, timesOf } from '../api/curves.ts';
import { curvesView, secondsOf, spanRange } from '../api/curves-view.ts';
import { chartEvents } from '../api/chart-events.ts';
import type { RunDetail } from '../api/run-query.ts';
import { smoothed } from '../api/smooth.ts';
import styles from './curves-card.module.css';

const NOTHING = { lastSeq: 0, series: [] };

/** Loss, accuracy and learning rate by epoch or by time, with what happened when. How they are drawn stands in the URL. */
export function CurvesCard({ run }: { readonly run: RunDetail }) {
  const [params, patch] = useUrlState();
  const view = curvesView(params);
  const curves = useQuery(curvesQuery(run.id)).data ?? NOTHING;
  const { loss, accuracy, rate, times } = useMemo(
    () => ({
      loss: alignSeries(curves, ['loss', 'val_loss']),
      accuracy: alignSeries(curves, ['accuracy', 'val_accuracy']),
      rate: alignSeries(curves, ['learning_rate']),
      times: timesOf(curves),
    }),
    [curves],
  );
  const byTime = view.by === 'time';
  const stepsOf = (steps: readonly number[]): readonly number[] => (byTime ? secondsOf(steps, times, run.startedAt) : steps);
  const marks = useMemo(() => chartEvents(run.timeline), [run.timeline]);
  const events = useMemo<ChartEvent[]>(
    () =>
      marks.map(({ epoch, at, tone, label }) => ({
        step: byTime ? secondsBetween(run.startedAt ?? at, at, 0) : epoch,
        tone,
        label,
      })),
    [marks, byTime, run.startedAt],
  );
  const [marked, setMarked] = useState<readonly [number, number] | null>(null);
  // a part of the epochs is none of the seconds
  useEffect(() => setMarked(null), [view.by]);
  const range = marked ?? spanRange(stepsOf(loss.steps), view.span);

  const drawn = (aligned: typeof loss, key: string, label: string, look: 'solid' | 'dashed'): Curve[] => {
    const values = aligned.values.get(key) ?? [];
    if (view.smooth === 0) return [{ key, label, look, values }];
    return [
      { key: `${key} raw`, label: `${label}, raw`, look: `pale-${look}`, values },
      { key, label, look, values: smoothed(values, view.smooth) },
    ];
  };
  const shared = {
    events,
    stepWord: byTime ? 'time' : 'epoch',
    lastStep: byTime ? null : run.progress.epochs,
    group: `run-${run.id}`,
    range,
    onRange: setMarked,
    ...(byTime ? { stepFormat: duration } : {}),
  };
  return (
    <Card
      title="Curves"
      sub={
        view.smooth === 0
          ? 'mark a part with the mouse to see it larger'
          : `smoothed, weight ${view.smooth}; the pale lines are the values as they were`
      }
    >
      <div className={styles['tools']}>
        <Segments
          label="Along"
          value={view.by}
          options={[
            { value: 'epoch', label: 'By epoch' },
            { value: 'time', label: 'By time' },
          ]}
          onChange={(by) => patch({ by: by === 'time' ? 'time' : null })}
        />
        <Segments
          label="Smoothing"
          value={String(view.smooth)}
          options={[
            { value: '0', label: 'Raw' },
            { value: '0.6', label: 'Smooth' },
            { value: '0.9', label: 'Smoother' },
          ]}
          onChange={(smooth) => patch({ smooth: smooth === '0' ? null : smooth })}
        />
        <Segments
          label="Part"
          value={marked === null ? view.span : 'marked'}
          options={[
            { value: 'all', label: 'All' },
            { value: 'half', label: 'Last half' },
            { value: 'quarter', label: 'Last quarter' },
            ...(marked === null ? [] : [{ value: 'marked' as const, label: 'Marked' }]),
          ]}
          onChange={(span) => {
            if (span === 'marked') return;
            setMarked(null);
            patch({ span: span === 'all' ? null : span });
          }}
        />
        <Switch
          size="xs"
          label="Loss on a log scale"
          checked={view.log}
          onChange={({ currentTarget: { checked } }) => patch({ scale: checked ? 'log' : null })}
        />
      </div>
      <div className={styles['charts']}>
        <LineChart
          title="Loss"
          sub={[view.smooth === 0 ? '' : 'smoothed', view.log ? 'log scale' : ''].filter(Boolean).join(', ')}
          steps={stepsOf(loss.steps)}
          curves={[...drawn(loss, 'loss', 'training', 'dashed'), ...drawn(loss, 'val_loss', 'validation', 'solid')]}
          format={(value) => decimal(value)}
          axisFormat={(value, width) => (view.log ? String(Number(value.toPrecision(2))) : decimal(value, width < 0.01 ? 3 : 2))}
          log={view.log}
          {...shared}
        />
        <LineChart
          title="Accuracy"
          sub={view.smooth === 0 ? '' : 'smoothed'}
          steps={stepsOf(accuracy.steps)}
          curves={[
            ...drawn(accuracy, 'accuracy', 'training', 'dashed'),
            ...drawn(accuracy, 'val_accuracy', 'validation', 'solid'),
          ]}
          format={(value) => percent(value, 1)}
          axisFormat={(value, width) => percent(value, width < 0.01 ? 1 : 0)}
          bounds={[0, 1]}
          {...shared}
        />
        <div className={styles['wide']}>
          <LineChart
            title="Learning rate"
            sub="and what happened"
            steps={stepsOf(rate.steps)}
            curves={[{ key: 'learning_rate', label: 'rate', look: 'solid', values: rate.values.get('learning_rate') ?? [] }]}
            format={(value) => learningRate(value)}
            axisFormat={(value) => learningRate(value)}
            height={120}
            namesEvents
            {...shared}
          />
        </div>
      </div>
    </Card>
  );
}
