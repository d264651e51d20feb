'use client';
import { Button } from '@mantine/core';
import { IconCopy, IconPlayerPlay, IconPlayerStop, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { PageTitle } from '../../../components/shell/page-title.tsx';
import { CertificateBadge } from '../../../components/ui/certificate-badge.tsx';
import { confirmed } from '../../../components/ui/confirm.ts';
import { LinkButton } from '../../../components/ui/link-button.tsx';
import { tell, tellFailure } from '../../../components/ui/notice.tsx';
import { RunMark } from '../../../components/ui/run-mark.tsx';
import { RunStatus } from '../../../components/ui/run-status.tsx';
import { Time } from '../../../components/ui/time.tsx';
import { duration, secondsBetween } from '../../../lib/format/duration.ts';
import text from '../../../styles/text.module.css';
import { launchRun } from '../../../lib/api/launch-run.ts';
import { cancelRun } from '../api/cancel-run.ts';
import { setBinned } from '../api/change-run.ts';
import { type RunDetail, runQuery } from '../api/run-query.ts';
import { RunNameEdit } from './run-name-edit.tsx';

/** The run's name and status, on what it trains, and what can be done with it. */
export function RunHeader({ run }: { readonly run: RunDetail }) {
  const client = useQueryClient();
  const router = useRouter();
  const active = run.status === 'RUNNING' || run.status === 'QUEUED';
  const cancel = useMutation({
    mutationFn: () => cancelRun(run.id),
    onSuccess: () => client.invalidateQueries({ queryKey: runQuery(run.id).queryKey }),
    onError: (error) => tellFailure('The run was not cancelled', error),
  });
  const again = useMutation({
    mutationFn: (splitId: string) =>
      launchRun({ experimentId: run.experiment.id, splitId, recipe: run.recipe, ...(run.preset ? { preset: run.preset } : {}) }),
    onSuccess: ({ id }) => router.push(`/runs/${id}`),
    onError: (error) => tellFailure('The run was not launched', error),
  });
  const bin = useMutation({
    mutationFn: (binned: boolean) => setBinned(run.id, binned),
    onSuccess: async (_, binned) => {
      for (const queryKey of [['runs'], ['home']]) await client.invalidateQueries({ queryKey });
      if (!binned) {
        router.push(`/runs/${run.id}`);
        return;
      }
      router.push('/runs');
      tell({ title: 'In the bin', message: `${run.name} is out of the lists.`, undo: () => bin.mutate(false) });
    },
    onError: (error) => tellFailure('The run was not moved', error),
  });
  const confirm = (): void =>
    confirmed({
      title: `Cancel ${run.name}?`,
      consequence:
        run.status === 'QUEUED'
          ? 'It has not begun. It stays in the list as cancelled.'
          : 'Training ends now. Its curves stay; it gets no test result, and cannot go on later.',
      yes: 'Cancel the run',
      no: 'Let it train',
      onYes: () => cancel.mutate(),
    });
  const { split } = run;
  return (
    <PageTitle
      title={run.name}
      beside={
        <>
          <RunMark colour={run.colour} mark={run.mark} size={13} />
          <RunStatus status={run.status} />
          <RunNameEdit run={run} />
        </>
      }
      below={
        <>
          {split ? (
            <>
              <Link
                className={text['medium']}
                href={`/datasets/${split.datasetVersion.dataset.id}?version=${split.datasetVersion.id}&split=${split.id}`}
              >
                {split.datasetVersion.dataset.name} v{split.datasetVersion.number}
              </Link>
              <span>/ {split.name}</span>
              <CertificateBadge certificate={split.certificate} statement={split.certificate.statement} />
            </>
          ) : null}
          <span className={text['quiet']}>
            {run.startedAt ? 'started ' : 'queued '}
            <Time iso={run.startedAt ?? run.createdAt} />
            {run.startedAt && run.finishedAt ? `, ${duration(secondsBetween(run.startedAt, run.finishedAt, 0))}` : ''}
            {run.createdBy ? ` by ${run.createdBy.name}` : ''}
          </span>
        </>
      }
      actions={
        <>
          <LinkButton href={`/runs/launch?from=${run.id}`} leftSection={<IconCopy size={14} aria-hidden />}>
            Edit and run
          </LinkButton>
          {split ? (
            <Button
              variant="default"
              leftSection={<IconPlayerPlay size={14} aria-hidden />}
              loading={again.isPending}
              onClick={() => again.mutate(split.id)}
            >
              Run again
            </Button>
          ) : null}
          {active ? (
            <Button
              variant="default"
              c="var(--bad)"
              leftSection={<IconPlayerStop size={14} aria-hidden />}
              loading={cancel.isPending}
              onClick={confirm}
            >
              Cancel run
            </Button>
          ) : (
            <Button
              variant="default"
              c="var(--bad)"
              leftSection={<IconTrash size={14} aria-hidden />}
              loading={bin.isPending}
              onClick={() => bin.mutate(true)}
            >
              Delete
            </Button>
          )}
        </>
      }
    />
  );
}
