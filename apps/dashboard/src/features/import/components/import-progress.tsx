'use client';
import { Button } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ItemProblems } from '../../../components/ui/item-problems.tsx';
import { LinkButton } from '../../../components/ui/link-button.tsx';
import { Problem } from '../../../components/ui/problem.tsx';
import { ProgressBar } from '../../../components/ui/progress-bar.tsx';
import { count, countOf } from '../../../lib/format/number.ts';
import { problemOf } from '../../../lib/graphql/api-error.ts';
import { cancelJob, jobQuery } from '../api/import-query.ts';
import { isOver, useJob } from '../api/use-job.ts';
import styles from './import-progress.module.css';

/** An import under way or over: how far it is, what it could not take, where its dataset is. */
export function ImportProgress({
  jobId,
  onAgain,
  onClose,
}: {
  readonly jobId: string;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}) {
  const client = useQueryClient();
  const job = useJob(jobId);
  const cancel = useMutation({
    mutationFn: () => cancelJob(jobId),
    onSuccess: (next) => client.setQueryData(jobQuery(jobId).queryKey, next),
  });
  if (!job) return <p>This import is not known any more.</p>;
  const version = job.result && 'dataset' in job.result ? job.result : null;
  const share = job.total === null || job.total === 0 ? 0 : job.done / job.total;
  return (
    <div className={styles['progress']}>
      {isOver(job) ? null : (
        <>
          <ProgressBar share={share} label="Progress of the import" />
          <p className={styles['line']} role="status">
            {job.status === 'QUEUED'
              ? 'Waits for a trainer'
              : job.total === null
                ? 'Looking through the folder'
                : `${count(job.done)} of ${countOf(job.total, 'image')}: decoded, hashed, stored`}
          </p>
        </>
      )}
      {job.status === 'SUCCEEDED' && version ? (
        <p className={styles['done']} role="status">
          <IconCircleCheckFilled size={16} aria-hidden />
          <span>
            <b>{version.dataset.name}</b> v{version.number} is ready: {countOf(version.imageCount, 'image')}.
          </span>
        </p>
      ) : null}
      {job.status === 'CANCELLED' ? <p role="status">Cancelled. Nothing of it was kept.</p> : null}
      {job.error ? <Problem title="The import failed; nothing of it was kept" problem={job.error} /> : null}
      {cancel.error ? <Problem title="The import was not cancelled" problem={problemOf(cancel.error)} /> : null}
      {job.problems.length > 0 ? (
        <section aria-label="Files that were not imported">
          <h3 className={styles['heading']}>{countOf(job.problems.length, 'file')} not imported, the rest goes on</h3>
          <ItemProblems problems={job.problems} />
        </section>
      ) : null}
      <div className={styles['foot']}>
        {isOver(job) ? (
          <>
            {job.status === 'SUCCEEDED' ? (
              <Button variant="default" onClick={onClose}>
                Close
              </Button>
            ) : (
              <Button variant="default" onClick={onAgain}>
                Choose again
              </Button>
            )}
            {version ? (
              <LinkButton href={`/datasets/${version.dataset.id}`} variant="filled">
                Open the dataset
              </LinkButton>
            ) : null}
          </>
        ) : (
          <>
            <Button variant="default" onClick={onClose}>
              Go on in the background
            </Button>
            <Button variant="default" c="var(--bad)" loading={cancel.isPending} onClick={() => cancel.mutate()}>
              Cancel the import
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
