'use client';
import { Button, CloseButton } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconTag, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { tell, tellFailure } from '../../../components/ui/notice.tsx';
import { RunChip, runLetter } from '../../../components/ui/run-chip.tsx';
import { countOf } from '../../../lib/format/number.ts';
import { binRuns, restoreRuns, tagRuns } from '../api/change-runs.ts';
import type { TableRun } from '../api/runs-query.ts';
import styles from './selection-bar.module.css';
import { TagDialog } from './tag-dialog.tsx';

const MOST_CHIPS = 8;

/** Over the foot of the page while runs are selected: how many, which, and what can be done with all of them. */
export function SelectionBar({
  runs,
  inBin,
  onClear,
}: {
  readonly runs: readonly TableRun[];
  readonly inBin: boolean;
  readonly onClear: () => void;
}) {
  const client = useQueryClient();
  const [tagging, setTagging] = useState(false);
  const renew = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: ['runs'] });
    await client.invalidateQueries({ queryKey: ['home'] });
  };
  const move = useMutation({
    mutationFn: ({ ids, to }: { readonly ids: readonly string[]; readonly to: 'bin' | 'list' }) =>
      to === 'bin' ? binRuns(ids) : restoreRuns(ids),
    onSuccess: async ({ done, error }, { to }) => {
      onClear();
      await renew();
      const back = to === 'bin' ? 'list' : 'bin';
      if (done.length > 0)
        tell({
          title: to === 'bin' ? 'In the bin' : 'Out of the bin',
          message: `${countOf(done.length, 'run')} ${done.length === 1 ? 'was' : 'were'} moved.`,
          undo: () => move.mutate({ ids: done, to: back }),
        });
      if (error !== null) tellFailure('Not all runs were moved', error);
    },
  });
  const tag = useMutation({
    mutationFn: (given: { readonly key: string; readonly value: string }) => tagRuns(runs, given),
    onSuccess: async ({ done, error }, { key, value }) => {
      await renew();
      if (done.length > 0) tell({ title: 'Tagged', message: `${countOf(done.length, 'run')} with ${key}: ${value}.` });
      if (error === null) {
        setTagging(false);
        onClear();
      } else tellFailure('Not all runs were tagged', error);
    },
  });

  const [first] = runs;
  if (!first) return null;
  const strangers = runs.flatMap((run, index) => (run.split?.id === first.split?.id ? [] : [runLetter(index)]));
  const active = runs.filter(({ status }) => status === 'QUEUED' || status === 'RUNNING').length;
  const ids = runs.map(({ id }) => id);
  return (
    <>
      <div className={styles['room']} />
      <div className={styles['bar']} role="region" aria-label="Selected runs">
        <span className={styles['count']} role="status">
          {runs.length} selected
        </span>
        <span className={styles['chips']}>
          {runs.slice(0, MOST_CHIPS).map((run, index) => (
            <RunChip key={run.id} index={index} run={run} />
          ))}
          {runs.length > MOST_CHIPS ? `and ${runs.length - MOST_CHIPS} more` : null}
        </span>
        {strangers.length > 0 ? (
          <span className={styles['warning']}>
            <IconAlertTriangle size={15} stroke={1.8} aria-hidden />
            {strangers.length > 3
              ? `${strangers.length} are on other splits`
              : `${strangers.join(', ')} ${strangers.length === 1 ? 'is' : 'are'} on another split`}
          </span>
        ) : null}
        {inBin ? (
          <Button
            leftSection={<IconArrowBackUp size={14} aria-hidden />}
            loading={move.isPending}
            onClick={() => move.mutate({ ids, to: 'list' })}
          >
            Restore
          </Button>
        ) : (
          <>
            <Button variant="default" leftSection={<IconTag size={14} aria-hidden />} onClick={() => setTagging(true)}>
              Tag
            </Button>
            <Button
              variant="default"
              c="var(--bad)"
              leftSection={<IconTrash size={14} aria-hidden />}
              loading={move.isPending}
              title={
                active > 0
                  ? `${countOf(active, 'run')} that ${active === 1 ? 'waits or trains' : 'wait or train'} will stay`
                  : undefined
              }
              onClick={() => move.mutate({ ids, to: 'bin' })}
            >
              Delete
            </Button>
          </>
        )}
        <CloseButton aria-label="Select none" onClick={onClear} />
      </div>
      <TagDialog
        opened={tagging}
        runs={runs.length}
        busy={tag.isPending}
        onClose={() => setTagging(false)}
        onTag={(key, value) => tag.mutate({ key, value })}
      />
    </>
  );
}
