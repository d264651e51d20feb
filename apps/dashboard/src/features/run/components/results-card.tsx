'use client';
import { Card } from '../../../components/ui/card.tsx';
import { Estimate } from '../../../components/ui/estimate.tsx';
import { runColour } from '../../../components/ui/run-mark.tsx';
import { ScaleLabels, Whisker } from '../../../components/ui/whisker.tsx';
import { certificateBadge } from '../../../lib/certificate.ts';
import { count, percent, percentInterval } from '../../../lib/format/number.ts';
import { rateScale } from '../../../lib/scale.ts';
import type { RunDetail } from '../api/run-query.ts';
import styles from './results-card.module.css';

type Evaluation = RunDetail['evaluations'][number];

const METRIC_WORDS: Record<string, string> = {
  accuracy: 'Accuracy',
  f1_macro: 'F1, macro',
  balanced_accuracy: 'Balanced accuracy',
};

/** How an interval was made, as one begins a sentence with it. */
function methodWords(method: string): string {
  return method === 'wilson' ? 'Wilson' : method;
}

/** The headline: test accuracy with its interval, and how it was made; then the other metrics of test and validation. */
export function ResultsCard({ run, test }: { readonly run: RunDetail; readonly test: Evaluation }) {
  const accuracy = test.metrics.find(({ key }) => key === 'accuracy');
  if (!accuracy) return null;
  const validation = run.evaluations.find(({ subset }) => subset === 'VALIDATION');
  const right = test.confusion.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
  const rows = [
    ...test.metrics.filter(({ key }) => key !== 'accuracy').map((metric) => ({ metric, where: 'test', n: test.imageCount })),
    ...(validation?.metrics ?? []).map((metric) => ({ metric, where: 'validation', n: validation?.imageCount ?? 0 })),
  ];
  const failed = certificateBadge(test.certificate).look === 'failed';
  const scale = rateScale([
    accuracy.low,
    accuracy.high,
    ...rows.flatMap(({ metric }) => [metric.low, metric.high, metric.value]),
  ]);
  const look = { scale, colour: runColour(run.colour), mark: run.mark, hollow: failed };
  const methods = [...new Set(rows.map(({ metric }) => metric.method).filter((method) => method !== accuracy.method))];
  return (
    <Card>
      <div className={styles['grid']}>
        <div>
          <p className={styles['label']}>Test accuracy</p>
          <p className={styles['headline']}>
            <b>{percent(accuracy.value)}</b> <span>95 % CI {percentInterval(accuracy.low, accuracy.high)}</span>
          </p>
          <div className={styles['whisker']}>
            <Whisker rate={accuracy} {...look} />
          </div>
          <ScaleLabels scale={scale} />
          <p className={styles['note']}>
            {count(right)} of {count(test.imageCount)} right. {methodWords(accuracy.method)} interval.
          </p>
          {failed ? <p className={styles['warning']}>Copies cross this split: read this as an upper bound.</p> : null}
        </div>
        <div className={styles['others']}>
          {rows.map(({ metric, where, n }) => (
            <div key={`${where}-${metric.key}`} className={styles['row']}>
              <span className={styles['name']}>
                {METRIC_WORDS[metric.key] ?? metric.key}{' '}
                <small>
                  {where}, n = {count(n)}
                </small>
              </span>
              <Whisker rate={metric} {...look} />
              <Estimate rate={metric} />
            </div>
          ))}
          <p className={styles['note']}>
            In percent, all on one scale. The model is that of the best epoch by validation
            {methods.length > 0 ? `; interval of F1: ${methods.map(methodWords).join(', ')}` : ''}.
          </p>
        </div>
      </div>
    </Card>
  );
}
