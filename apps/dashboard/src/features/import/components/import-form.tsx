'use client';
import { Button, TextInput } from '@mantine/core';
import { nameSchema } from '@sagittal/contracts';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { Problem } from '../../../components/ui/problem.tsx';
import { ApiError, problemOf } from '../../../lib/graphql/api-error.ts';
import { nameOfFolder } from '../api/dataset-name.ts';
import { startImport } from '../api/import-query.ts';
import { FolderPicker } from './folder-picker.tsx';
import styles from './import-form.module.css';

/** What an error of the API says about a field, with what to do; null where it is not about that one. */
function fieldError(error: Error | null, field: 'name' | 'path'): string | null {
  if (!(error instanceof ApiError)) return null;
  if (error.field !== field) return null;
  return error.hint ? `${error.message} ${error.hint}` : error.message;
}

/** A folder of the server and, for a new dataset, a name. */
export function ImportForm({
  dataset,
  onStarted,
}: {
  readonly dataset: { readonly id: string; readonly name: string } | null;
  readonly onStarted: (jobId: string) => void;
}) {
  const [path, setPath] = useState('');
  const [name, setName] = useState('');
  const [named, setNamed] = useState(false);
  const [tried, setTried] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const pathField = useRef<HTMLInputElement>(null);
  const start = useMutation({
    mutationFn: () => startImport(dataset ? { datasetId: dataset.id, path } : { name, path }),
    onSuccess: ({ id }) => onStarted(id),
    onError: (error) => {
      if (fieldError(error, 'name') !== null) nameField.current?.focus();
      else if (fieldError(error, 'path') !== null) pathField.current?.focus();
    },
  });
  const choose = (next: string): void => {
    setPath(next);
    if (!named) setName(nameOfFolder(next));
    start.reset();
  };
  const pathProblem = path.trim() === '' ? 'Choose a folder, or type its path.' : null;
  const nameProblem = dataset ? null : (nameSchema.safeParse(name).error?.issues[0]?.message ?? null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (pathProblem !== null) pathField.current?.focus();
    else if (nameProblem !== null) nameField.current?.focus();
    else start.mutate();
  };
  const placed = fieldError(start.error, 'name') ?? fieldError(start.error, 'path');
  return (
    <form
      className={styles['form']}
      onSubmit={submit}
      noValidate
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
      }}
    >
      <p className={styles['lead']}>
        One folder a class; folders named train, validation and test above them make the split. Originals are copied, never
        changed.
      </p>
      <FolderPicker path={path} onChoose={choose} />
      <TextInput
        ref={pathField}
        data-autofocus
        label="Folder on the server"
        placeholder="Choose above, or type its path"
        value={path}
        onChange={({ currentTarget: { value } }) => choose(value)}
        error={fieldError(start.error, 'path') ?? (tried ? pathProblem : null)}
      />
      {dataset ? null : (
        <TextInput
          ref={nameField}
          label="Name of the dataset"
          value={name}
          onChange={({ currentTarget: { value } }) => {
            setName(value);
            setNamed(true);
            start.reset();
          }}
          error={fieldError(start.error, 'name') ?? (tried || named ? nameProblem : null)}
        />
      )}
      {start.error && placed === null ? <Problem title="The import was not started" problem={problemOf(start.error)} /> : null}
      <div className={styles['foot']}>
        <Button type="submit" h={38} px={18} fz={14} loading={start.isPending}>
          Import
        </Button>
      </div>
    </form>
  );
}
