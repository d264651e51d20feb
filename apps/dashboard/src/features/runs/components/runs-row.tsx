'use client';
import Link from 'next/link';
import { Estimate } from '../../../components/ui/estimate.tsx';
import { RunMark, runColour } from '../../../components/ui/run-mark.tsx';
import { RunStatus } from '../../../components/ui/run-status.tsx';
import { Time } from '../../../components/ui/time.tsx';
import { Whisker } from '../../../components/ui/whisker.tsx';
import type { RunRowFragment } from '../../../gql/graphql.ts';
import { certificateBadge } from '../../../lib/certificate.ts';
import { useNow } from '../../../lib/clock.tsx';
import { duration, secondsBetween } from '../../../lib/format/duration.ts';
import { MISSING } from '../../../lib/format/missing.ts';
import { percentNumber } from '../../../lib/format/number.ts';
import { accuracyOn } from '../../../lib/results.ts';
import { progressWords } from '../../../lib/run-progress.ts';
import type { Scale } from '../../../lib/scale.ts';
import styles from './runs-table.module.css';

/** What stands where the test result would: it is read once, when the run ends. */
function WithoutResult({ run }: { readonly run: RunRowFragment }) {
  switch (run.status) {
    case 'FAILED':
      return <code className={styles['code']}>{run.error?.code ?? MISSING}</code>;
    case 'RUNNING':
      return <span className={styles['quiet']}>read when training ends</span>;
    case 'QUEUED':
    case 'FINISHED':
    case 'CANCELLED':
      return <span className={styles['quiet']}>{MISSING}</span>;
  }
}

export function RunsRow({ run, scale }: { readonly run: RunRowFragment; readonly scale: Scale }) {
  const now = useNow();
  const test = accuracyOn(run.evaluations, 'TEST');
  const hollow = run.split ? certificateBadge(run.split.certificate).look === 'failed' : false;
  return (
    <tr>
      <td>
        <Link href={`/runs/${run.id}`} className={styles['name']} title={run.name}>
          <RunMark colour={run.colour} mark={run.mark} />
          <span>{run.name}</span>
        </Link>
      </td>
      <td title={run.status === 'RUNNING' ? progressWords(run.progress) : undefined}>
        <RunStatus status={run.status} />
      </td>
      <td>{run.architecture ?? MISSING}</td>
      <td className={styles['quiet']}>{run.preset ?? MISSING}</td>
      <td data-align="right">{percentNumber(run.metrics[0]?.best)}</td>
      <td>
        {test ? <Whisker rate={test} scale={scale} colour={runColour(run.colour)} mark={run.mark} hollow={hollow} /> : null}
      </td>
      <td>{test ? <Estimate rate={test} /> : <WithoutResult run={run} />}</td>
      <td data-align="right" suppressHydrationWarning>
        {run.startedAt ? duration(secondsBetween(run.startedAt, run.finishedAt, now)) : MISSING}
      </td>
      <td data-align="right">
        <Time iso={run.createdAt} />
      </td>
    </tr>
  );
}
