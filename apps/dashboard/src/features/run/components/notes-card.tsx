'use client';
import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Card } from '../../../components/ui/card.tsx';
import { tellFailure } from '../../../components/ui/notice.tsx';
import { updateRun } from '../api/change-run.ts';
import { type RunDetail, runQuery } from '../api/run-query.ts';
import styles from './notes-card.module.css';

/** What somebody wrote about the run; kept by Save, so that half a thought is not. */
export function NotesCard({ run }: { readonly run: RunDetail }) {
  const client = useQueryClient();
  const [typed, setTyped] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: (notes: string) => updateRun(run.id, { notes: notes.trim() === '' ? null : notes }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: runQuery(run.id).queryKey });
      setTyped(null);
    },
    onError: (error) => tellFailure('The notes were not saved', error),
  });
  const changed = typed !== null && typed !== (run.notes ?? '');
  return (
    <Card title="Notes">
      <Textarea
        aria-label="Notes"
        placeholder="What it was for, what it showed"
        autosize
        minRows={2}
        maxRows={12}
        value={typed ?? run.notes ?? ''}
        onChange={({ currentTarget: { value } }) => setTyped(value)}
      />
      {changed ? (
        <div className={styles['actions']}>
          <Button variant="default" onClick={() => setTyped(null)}>
            As it was
          </Button>
          <Button loading={save.isPending} onClick={() => save.mutate(typed)}>
            Save
          </Button>
        </div>
      ) : null}
    </Card>
  );
}
