'use client';
import { IconClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { Card } from '../../../components/ui/card.tsx';
import { LinkButton } from '../../../components/ui/link-button.tsx';
import { activeRunsQuery, trainersQuery } from '../../../lib/live/active-runs.ts';
import text from '../../../styles/text.module.css';
import { RunningRun } from './running-run.tsx';
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
        <RunningRun key={run.id} run={run} />
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
