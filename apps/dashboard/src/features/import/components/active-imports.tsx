'use client';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Card } from '../../../components/ui/card.tsx';
import { ProgressBar } from '../../../components/ui/progress-bar.tsx';
import { countOf } from '../../../lib/format/number.ts';
import { useUrlState } from '../../../lib/use-url-state.ts';
import { activeJobsQuery } from '../api/import-query.ts';
import styles from './active-imports.module.css';

/** Imports that go on in the background, each leading back to its dialog. Absent where there are none. */
export function ActiveImports() {
  const client = useQueryClient();
  const [, patch] = useUrlState();
  const jobs = useQuery(activeJobsQuery).data ?? [];
  const before = useRef(jobs.length);
  useEffect(() => {
    // one of them is over: its dataset is there now
    if (jobs.length < before.current) void client.invalidateQueries({ queryKey: ['datasets'] });
    before.current = jobs.length;
  }, [client, jobs.length]);
  if (jobs.length === 0) return null;
  return (
    <Card title="Importing now">
      {jobs.map(({ id, done, total, problems }) => (
        <div key={id} className={styles['job']}>
          <span className={styles['bar']}>
            <ProgressBar share={total === null || total === 0 ? 0 : done / total} label="Progress of the import" />
          </span>
          <span className={styles['words']}>
            {total === null ? 'looking through the folder' : `${done.toLocaleString('en-US')} of ${countOf(total, 'image')}`}
            {problems.length > 0 ? `, ${countOf(problems.length, 'file')} not taken` : ''}
          </span>
          <Button size="compact-sm" variant="default" onClick={() => patch({ import: id })}>
            Watch
          </Button>
        </div>
      ))}
    </Card>
  );
}
