'use client';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { runQuery } from '../api/run-query.ts';
import { AboutCards } from './about-cards.tsx';
import { ConfusionCard } from './confusion-card.tsx';
import { CurvesCard } from './curves-card.tsx';
import { NotesCard } from './notes-card.tsx';
import { PerClassCard } from './per-class-card.tsx';
import { ProgressCard } from './progress-card.tsx';
import { ResultsCard } from './results-card.tsx';
import styles from './run-overview.module.css';
import { TimelineCard } from './timeline-card.tsx';

/** A run at a glance: its result or its progress first, then the curves, what happened, its mistakes and how it was made. */
export function RunOverview({ id, mistakes }: { readonly id: string; readonly mistakes: ReactNode }) {
  const { data: run } = useQuery(runQuery(id));
  if (!run) return null;
  const test = run.evaluations.find(({ subset }) => subset === 'TEST');
  const active = run.status === 'RUNNING' || run.status === 'QUEUED';
  return (
    <>
      {active ? <ProgressCard run={run} /> : null}
      {test ? (
        <>
          <ResultsCard run={run} test={test} />
          <div className={styles['results']}>
            <PerClassCard evaluation={test} />
            <ConfusionCard runId={run.id} evaluation={test} />
          </div>
        </>
      ) : null}
      {test ? mistakes : null}
      <div className={styles['curves']}>
        <CurvesCard run={run} />
        <TimelineCard timeline={run.timeline} />
      </div>
      {test ? null : mistakes}
      <AboutCards run={run} />
      <NotesCard run={run} />
    </>
  );
}
