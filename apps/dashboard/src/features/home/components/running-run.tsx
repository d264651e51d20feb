'use client';
import { useQuery } from '@tanstack/react-query';
import { LineChart } from '../../../components/charts/line-chart.tsx';
import { ProgressBar } from '../../../components/ui/progress-bar.tsx';
import { RunName } from '../../../components/ui/run-name.tsx';
import { RunStatus } from '../../../components/ui/run-status.tsx';
import type { ActiveRunFragment } from '../../../gql/graphql.ts';
import { duration } from '../../../lib/format/duration.ts';
import { percent, speed } from '../../../lib/format/number.ts';
import { progressShare, progressWords } from '../../../lib/run-progress.ts';
import text from '../../../styles/text.module.css';
import { runningCurveQuery } from '../api/running-curve-query.ts';
import styles from './running-run.module.css';

/** A run that trains: how far it is, and whether it learns. */
export function RunningRun({ run }: { readonly run: ActiveRunFragment }) {
  const { progress, split } = run;
  const { data: curve } = useQuery(runningCurveQuery(run.id, progress.epoch));
  const accuracy = curve?.metricSeries[0];
  const best = curve?.metrics[0];
  return (
    <div className={styles['run']}>
      <div className={styles['words']}>
        <span className={styles['line']}>
          <span className={styles['name']}>
            <RunName run={run} />
          </span>
          <RunStatus status={run.status} />
        </span>
        <span className={text['quiet']}>{split ? `${split.datasetVersion.dataset.name}, ${split.name}` : ''}</span>
        <ProgressBar
          share={progressShare(progress)}
          segments={progress.phase === 'TRAINING' ? progress.epochs : null}
          label={`Progress of ${run.name}`}
        />
        <span className={styles['line']}>
          <span>{progressWords(progress)}</span>
          <span className={text['quiet']}>
            {progress.imagesPerSecond === null ? '' : `${speed(progress.imagesPerSecond)} images/s`}
          </span>
          <b className={styles['left']}>{progress.etaSeconds === null ? '' : `${duration(progress.etaSeconds)} left`}</b>
        </span>
      </div>
      <div className={styles['curve']}>
        {accuracy ? (
          <LineChart
            title="Validation accuracy"
            sub={
              best?.best === null || best?.best === undefined ? '' : `best ${percent(best.best)}, epoch ${best.bestStep ?? ''}`
            }
            steps={accuracy.steps}
            curves={[{ key: 'val_accuracy', label: 'now', look: 'solid', values: accuracy.values }]}
            format={(value) => percent(value)}
            axisFormat={(value, width) => percent(value, width < 0.01 ? 1 : 0)}
            bounds={[0, 1]}
            lastStep={progress.epochs}
            group={`home-${run.id}`}
            height={112}
          />
        ) : (
          <p className={text['quiet']}>Validation accuracy stands here from the first epoch on.</p>
        )}
      </div>
    </div>
  );
}
