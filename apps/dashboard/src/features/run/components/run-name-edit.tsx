'use client';
import { ActionIcon, TextInput } from '@mantine/core';
import { nameSchema } from '@sagittal/contracts';
import { IconPencil } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { tellFailure } from '../../../components/ui/notice.tsx';
import { updateRun } from '../api/change-run.ts';
import { type RunDetail, runQuery } from '../api/run-query.ts';

/** Beside the name: a pencil that gives the run another one. Enter keeps it, Escape leaves it. */
export function RunNameEdit({ run }: { readonly run: RunDetail }) {
  const client = useQueryClient();
  const [typed, setTyped] = useState<string | null>(null);
  const rename = useMutation({
    mutationFn: (name: string) => updateRun(run.id, { name }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: runQuery(run.id).queryKey });
      await client.invalidateQueries({ queryKey: ['runs'] });
      setTyped(null);
    },
    onError: (error) => tellFailure('The run was not renamed', error),
  });
  if (typed === null)
    return (
      <ActionIcon variant="subtle" color="gray" aria-label={`Rename ${run.name}`} onClick={() => setTyped(run.name)}>
        <IconPencil size={15} stroke={1.7} />
      </ActionIcon>
    );
  const problem = nameSchema.safeParse(typed).error?.issues[0]?.message ?? null;
  return (
    <TextInput
      aria-label="New name"
      autoFocus
      w={260}
      value={typed}
      error={problem}
      disabled={rename.isPending}
      onChange={({ currentTarget: { value } }) => setTyped(value)}
      onBlur={() => setTyped(null)}
      onKeyDown={({ key }) => {
        if (key === 'Escape') setTyped(null);
        if (key === 'Enter' && problem === null) rename.mutate(typed);
      }}
    />
  );
}
