'use client';
import {
  IconBan,
  IconCheck,
  IconClock,
  IconCpu,
  IconDeviceFloppy,
  IconExclamationMark,
  IconHandStop,
  IconPlayerPlay,
  IconRefresh,
  IconStarFilled,
  IconTrendingDown,
} from '@tabler/icons-react';
import { Card } from '../../../components/ui/card.tsx';
import { Time } from '../../../components/ui/time.tsx';
import type { TimelineKind } from '../../../gql/graphql.ts';
import type { RunDetail } from '../api/run-query.ts';
import styles from './timeline-card.module.css';

const ICONS: Record<TimelineKind, typeof IconClock> = {
  QUEUED: IconClock,
  STARTED: IconPlayerPlay,
  ENGINE_CHOSEN: IconCpu,
  LEARNING_RATE_CHANGED: IconTrendingDown,
  BEST: IconStarFilled,
  CHECKPOINT: IconDeviceFloppy,
  RESUMED: IconRefresh,
  STOPPED_EARLY: IconHandStop,
  CANCELLED: IconBan,
  FAILED: IconExclamationMark,
  FINISHED: IconCheck,
};

/** What happened to a run, newest first. */
export function TimelineCard({ timeline }: { readonly timeline: RunDetail['timeline'] }) {
  return (
    <Card title="Events" sub="newest first">
      <ol className={styles['list']} tabIndex={0} aria-label="Events, newest first">
        {timeline.toReversed().map((event, index) => {
          const Icon = ICONS[event.kind];
          return (
            <li key={`${event.at}-${timeline.length - index}`} className={styles['event']} data-kind={event.kind}>
              <span className={styles['icon']}>
                <Icon size={13} stroke={1.9} aria-hidden />
              </span>
              <span className={styles['message']}>{event.message}</span>
              <span className={styles['at']}>
                <Time iso={event.at} />
              </span>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
