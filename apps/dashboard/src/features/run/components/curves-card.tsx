'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type ChartEvent, LineChart } from '../../../components/charts/line-chart.tsx';
import { Card } from '../../../components/ui/card.tsx';
import { decimal, learningRate, percent } from '../../../lib/format/number.ts';
import { curvesQuery } from '../api/curves-query.ts';
import { alignSeries } from '../api/curves.ts';
import type { RunDetail } from '../api/run-query.ts';
import styles from './curves-card.module.css';

const NOTHING = { lastSeq: 0, series: [] };

/** Loss, accuracy and learning rate by epoch, with what happened when. */
export function CurvesCard({ run }: { readonly run: RunDetail }) {
  const curves = useQuery(curvesQuery(run.id)).data ?? NOTHING;
  const { loss, accuracy, rate } = useMemo(
    () => ({
      loss: alignSeries(curves, ['loss', 'val_loss']),
      accuracy: alignSeries(curves, ['accuracy', 'val_accuracy']),
      rate: alignSeries(curves, ['learning_rate']),
    }),
    [curves],
  );
  const lastBest = run.timeline.findLast(({ kind, epoch }) => kind === 'BEST' && epoch !== null)?.epoch ?? null;
  const events = useMemo<ChartEvent[]>(() => (lastBest === null ? [] : [{ step: lastBest, tone: 'good' }]), [lastBest]);
  const shared = { events, lastStep: run.progress.epochs, group: `run-${run.id}` };
  const pair = (aligned: typeof loss, training: string, validation: string) => [
    { key: training, label: 'training', look: 'dashed' as const, values: aligned.values.get(training) ?? [] },
    { key: validation, label: 'validation', look: 'solid' as const, values: aligned.values.get(validation) ?? [] },
  ];
  return (
    <Card
      title="Curves"
      sub={lastBest === null ? 'by epoch' : `by epoch; the dotted line is the best so far by validation, epoch ${lastBest}`}
    >
      <div className={styles['charts']}>
        <LineChart
          title="Loss"
          steps={loss.steps}
          curves={pair(loss, 'loss', 'val_loss')}
          format={(value) => decimal(value)}
          axisFormat={(value, width) => decimal(value, width < 0.01 ? 3 : 2)}
          {...shared}
        />
        <LineChart
          title="Accuracy"
          steps={accuracy.steps}
          curves={pair(accuracy, 'accuracy', 'val_accuracy')}
          format={(value) => percent(value, 1)}
          axisFormat={(value, width) => percent(value, width < 0.01 ? 1 : 0)}
          bounds={[0, 1]}
          {...shared}
        />
        <div className={styles['wide']}>
          <LineChart
            title="Learning rate"
            steps={rate.steps}
            curves={[{ key: 'learning_rate', label: 'rate', look: 'solid', values: rate.values.get('learning_rate') ?? [] }]}
            format={(value) => learningRate(value)}
            axisFormat={(value) => learningRate(value)}
            height={110}
            {...shared}
          />
        </div>
      </div>
    </Card>
  );
}
