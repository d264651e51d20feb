'use client';
import { useQuery } from '@tanstack/react-query';
import { Card } from '../../../components/ui/card.tsx';
import { Empty } from '../../../components/ui/empty.tsx';
import { useTimeZone } from '../../../lib/clock.tsx';
import { clockTime, fullTime } from '../../../lib/format/time.ts';
import { countOf } from '../../../lib/format/number.ts';
import { logQuery } from '../api/log-query.ts';
import styles from './log-card.module.css';

/** The training's own words, newest first; asked again every few seconds while it runs. */
export function LogCard({ id }: { readonly id: string }) {
  const timeZone = useTimeZone();
  const { data } = useQuery({
    ...logQuery(id),
    refetchInterval: ({ state }) => (state.data?.status === 'RUNNING' || state.data?.status === 'QUEUED' ? 3_000 : false),
  });
  if (!data) return null;
  const { nodes, totalCount } = data.log;
  if (nodes.length === 0)
    return (
      <Empty title="Nothing was said yet">The lines of the training come here as soon as a trainer has taken the run.</Empty>
    );
  return (
    <Card
      title="Log"
      sub={`newest first, ${nodes.length < totalCount ? `${nodes.length} of ` : ''}${countOf(totalCount, 'line')}`}
    >
      <ol className={styles['log']} tabIndex={0} aria-label="Log, newest first">
        {nodes.map(({ at, level, message }, index) => (
          <li key={totalCount - index} data-level={level}>
            <time dateTime={at} title={fullTime(at, timeZone)}>
              {clockTime(at, timeZone)}
            </time>
            <span className={styles['level']}>{level === 'INFO' ? '' : level.toLowerCase()}</span>
            <span>{message}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
