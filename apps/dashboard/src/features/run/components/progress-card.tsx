'use client';
import { IconLock } from '@tabler/icons-react';
import { Card } from '../../../components/ui/card.tsx';
import { Figure } from '../../../components/ui/figure.tsx';
import { ProgressBar } from '../../../components/ui/progress-bar.tsx';
import { Time } from '../../../components/ui/time.tsx';
import { useNow } from '../../../lib/clock.tsx';
import { duration } from '../../../lib/format/duration.ts';
import { MISSING } from '../../../lib/format/missing.ts';
import { count, decimal, percent, percentInterval, speed } from '../../../lib/format/number.ts';
import { accuracyOn } from '../../../lib/results.ts';
import { progressShare, progressWords } from '../../../lib/run-progress.ts';
import type { RunDetail } from '../api/run-query.ts';
import styles from './progress-card.module.css';

/** Where a run stands that waits or trains: how far, how fast, how long still, how well. */
export function ProgressCard({ run }: { readonly run: RunDetail }) {
  const now = useNow(1000);
  const { progress } = run;
  const training = progress.phase === 'TRAINING';
  const best = run.metrics.find(({ key }) => key === 'val_accuracy');
  const loss = run.metrics.find(({ key }) => key === 'val_loss');
  const interval = accuracyOn(run.evaluations, 'VALIDATION');
  const waiting = run.status === 'QUEUED';
  return (
    <Card>
      <ProgressBar
        share={progressShare(progress)}
        segments={training ? progress.epochs : null}
        label={`Progress: ${progressWords(progress)}`}
      />
      <div className={styles['figures']}>
        {training && progress.epoch !== null ? (
          <Figure
            label="Epoch"
            value={
              <>
                {progress.epoch} <small>of {progress.epochs ?? MISSING}</small>
              </>
            }
            below={
              progress.step !== null && progress.stepsPerEpoch !== null
                ? `step ${count(progress.step)} of ${count(progress.stepsPerEpoch)}`
                : null
            }
          />
        ) : (
          <Figure
            label="Now"
            value={waiting && run.queuePosition !== null ? `${run.queuePosition} in line` : progressWords(progress)}
            below={waiting ? 'waits for a trainer' : null}
          />
        )}
        <Figure
          label="Speed"
          value={
            <>
              {speed(progress.imagesPerSecond)} <small>images/s</small>
            </>
          }
        />
        <Figure
          label="Time left"
          value={duration(progress.etaSeconds)}
          below={
            progress.etaSeconds === null ? null : (
              <>
                ends about <Time iso={new Date(now + progress.etaSeconds * 1000).toISOString()} />
              </>
            )
          }
        />
        <Figure
          label="Best validation accuracy"
          value={percent(best?.best)}
          below={
            best?.bestStep === null || best === undefined
              ? null
              : `${interval && interval.value === best.best ? `${percentInterval(interval.low, interval.high)}, n = ${count(interval.imageCount)}, ` : ''}epoch ${best.bestStep}`
          }
        />
        <Figure
          label="Validation loss"
          value={decimal(loss?.last)}
          below={loss?.bestStep === null || loss === undefined ? null : `best ${decimal(loss.best)}, epoch ${loss.bestStep}`}
        />
        <div className={styles['test']}>
          <IconLock size={15} aria-hidden />
          <p>
            <b>Test not read yet</b>
            <br />
            It is read once, when training ends.
          </p>
        </div>
      </div>
    </Card>
  );
}
