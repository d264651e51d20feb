'use client';
import { Button } from '@mantine/core';
import { IconCopy, IconPlayerStop } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { PageTitle } from '../../../components/shell/page-title.tsx';
import { CertificateBadge } from '../../../components/ui/certificate-badge.tsx';
import { confirmed } from '../../../components/ui/confirm.ts';
import { LinkButton } from '../../../components/ui/link-button.tsx';
import { tellFailure } from '../../../components/ui/notice.tsx';
import { RunMark } from '../../../components/ui/run-mark.tsx';
import { RunStatus } from '../../../components/ui/run-status.tsx';
import { Time } from '../../../components/ui/time.tsx';
import { duration, secondsBetween } from '../../../lib/format/duration.ts';
import text from '../../../styles/text.module.css';
import { cancelRun } from '../api/cancel-run.ts';
import { type RunDetail, runQuery } from '../api/run-query.ts';

/** The run's name and status, on what it trains, and what can be done with it. */
export function RunHeader({ run }: { readonly run: RunDetail }) {
  const client = useQueryClient();
  const active = run.status === 'RUNNING' || run.status === 'QUEUED';
  const cancel = useMutation({
    mutationFn: () => cancelRun(run.id),
    onSuccess: () => client.invalidateQueries({ queryKey: runQuery(run.id).queryKey }),
    onError: (error) => tellFailure('The run was not cancelled', error),
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
            Launch a variant
          </LinkButton>
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
          ) : null}
        </>
      }
    />
  );
}
