'use client';
import { IconClock, IconPlugConnectedX, IconCircleDot } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { duration } from '../../lib/format/duration.ts';
import { bytes, countOf } from '../../lib/format/number.ts';
import { activeRunsQuery, trainersQuery } from '../../lib/live/active-runs.ts';
import { progressShare, progressWords } from '../../lib/run-progress.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { Ring } from '../ui/ring.tsx';
import { Time } from '../ui/time.tsx';
import styles from './training-badge.module.css';

/** In the head of every page: what trains and for how long still, or that nothing does, or that nobody could. */
export function TrainingBadge() {
  const runs = useQuery(activeRunsQuery).data?.runs.nodes;
  const trainers = useQuery(trainersQuery).data?.trainers;
  if (!runs || !trainers) return null;

  const [lastSeen] = trainers
    .map(({ lastSeenAt }) => lastSeenAt)
    .sort()
    .reverse();
  if (!trainers.some(({ alive }) => alive)) {
    return (
      <Link href="/trainers" className={styles['badge']} data-look="bad">
        <IconPlugConnectedX size={15} aria-hidden />
        <b>No trainer answers</b>
        {lastSeen ? (
          <span className={styles['rest']}>
            since <Time iso={lastSeen} />
          </span>
        ) : null}
      </Link>
    );
  }

  const machine = trainers.find(({ alive }) => alive);
  const running = runs.filter(({ status }) => status === 'RUNNING');
  const [first] = running;
  if (!first) {
    return (
      <Link href={runs.length > 0 ? '/runs?status=QUEUED' : '/trainers'} className={styles['badge']}>
        {runs.length > 0 ? <IconClock size={15} aria-hidden /> : <IconCircleDot size={15} stroke={1.7} aria-hidden />}
        {runs.length > 0 ? `${countOf(runs.length, 'run')} waiting` : 'Trainer idle'}
        {runs.length === 0 && machine ? (
          <span className={styles['rest']}>
            {countOf(machine.threads, 'core')}, {bytes(machine.memoryBytes)}
          </span>
        ) : null}
      </Link>
    );
  }
  if (running.length > 1) {
    const left = running.flatMap(({ progress }) => progress.etaSeconds ?? []);
    return (
      <Link href="/runs?status=RUNNING" className={styles['badge']} data-look="live">
        <Ring />
        <b>{countOf(running.length, 'run')} training</b>
        {left.length > 0 ? <span className={styles['rest']}>next done in {duration(Math.min(...left))}</span> : null}
      </Link>
    );
  }
  return (
    <Link href={`/runs/${first.id}`} className={styles['badge']} data-look="live">
      <Ring />
      <b className={styles['name']}>{first.name}</b>
      <span className={styles['rest']}>{progressWords(first.progress)}</span>
      <span className={styles['bar']}>
        <ProgressBar share={progressShare(first.progress)} label={`Progress of ${first.name}`} />
      </span>
      <span className={styles['left']}>
        {first.progress.etaSeconds === null ? '' : `${duration(first.progress.etaSeconds)} left`}
      </span>
    </Link>
  );
}
