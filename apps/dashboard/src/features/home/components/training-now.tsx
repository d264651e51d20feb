'use client';
import { IconClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { Card } from '../../../components/ui/card.tsx';
import { LinkButton } from '../../../components/ui/link-button.tsx';
import { ProgressBar } from '../../../components/ui/progress-bar.tsx';
import { RunMark } from '../../../components/ui/run-mark.tsx';
import { RunStatus } from '../../../components/ui/run-status.tsx';
import { duration } from '../../../lib/format/duration.ts';
import { speed } from '../../../lib/format/number.ts';
import { activeRunsQuery, trainersQuery } from '../../../lib/live/active-runs.ts';
import { progressShare, progressWords } from '../../../lib/run-progress.ts';
import text from '../../../styles/text.module.css';
import styles from './training-now.module.css';

/** What trains, with live progress, and what waits for it. */
export function TrainingNow() {
  const runs = useQuery(activeRunsQuery).data?.runs.nodes ?? [];
  const trainer = useQuery(trainersQuery).data?.trainers.find(({ alive }) => alive);
  const running = runs.filter(({ status }) => status === 'RUNNING');
  const queued = runs
    .filter(({ status }) => status === 'QUEUED')
    .toSorted((a, b) => (a.queuePosition ?? 0) - (b.queuePosition ?? 0));
  return (
    <Card
      title="Training now"
      action={
        <span className={text['quiet']}>{trainer ? `${trainer.host}, ${trainer.engine}, ${trainer.threads} threads` : ''}</span>
      }
    >
      {running.length + queued.length === 0 ? (
        <div className={styles['idle']}>
          <p className={text['secondary']}>
            {trainer
              ? 'Nothing trains. The trainer is free.'
              : 'Nothing trains, and no trainer answers: runs will wait until one does.'}
          </p>
          <LinkButton href={trainer ? '/runs/launch' : '/trainers'}>{trainer ? 'Launch a run' : 'See the trainers'}</LinkButton>
        </div>
      ) : null}
      {running.map((run) => (
        <Link key={run.id} href={`/runs/${run.id}`} className={styles['run']}>
          <span className={styles['line']}>
            <RunMark colour={run.colour} mark={run.mark} />
            <b className={styles['name']}>{run.name}</b>
            <RunStatus status={run.status} />
            <span className={text['quiet']}>
              {run.split ? `${run.split.datasetVersion.dataset.name}, ${run.split.name}` : ''}
            </span>
          </span>
          <ProgressBar
            share={progressShare(run.progress)}
            segments={run.progress.phase === 'TRAINING' ? run.progress.epochs : null}
            label={`Progress of ${run.name}`}
          />
          <span className={styles['line']}>
            <span>{progressWords(run.progress)}</span>
            <span className={text['quiet']}>
              {run.progress.imagesPerSecond === null ? '' : `${speed(run.progress.imagesPerSecond)} images/s`}
            </span>
            <b className={styles['left']}>
              {run.progress.etaSeconds === null ? '' : `${duration(run.progress.etaSeconds)} left`}
            </b>
          </span>
        </Link>
      ))}
      {queued.map((run) => (
        <Link key={run.id} href={`/runs/${run.id}`} className={styles['queued']}>
          <IconClock size={14} aria-label="waits" />
          <span className={text['medium']}>{run.name}</span>
          <span className={text['quiet']}>{run.split?.datasetVersion.dataset.name ?? ''}</span>
          <span className={styles['left']}>
            {run.queuePosition === null ? '' : run.queuePosition === 1 ? 'next' : `${run.queuePosition} in line`}
          </span>
        </Link>
      ))}
    </Card>
  );
}
