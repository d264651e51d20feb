'use client';
import { Autocomplete, Button, Modal, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { countOf } from '../../../lib/format/number.ts';
import { runFacetsQuery } from '../api/runs-query.ts';
import styles from './tag-dialog.module.css';

/** Asks for one tag, to be given to all selected runs. */
export function TagDialog(props: {
  readonly opened: boolean;
  readonly runs: number;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onTag: (key: string, value: string) => void;
}) {
  const { opened, runs, busy, onClose, onTag } = props;
  const { data: facets } = useQuery({ ...runFacetsQuery, enabled: opened });
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const [tried, setTried] = useState(false);
  const missing = tried && key.trim() === '';
  return (
    <Modal opened={opened} onClose={onClose} title={`Tag ${countOf(runs, 'run')}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (key.trim() !== '') onTag(key.trim(), value.trim());
        }}
      >
        <div className={styles['fields']}>
          <Autocomplete
            label="Key"
            data-autofocus
            maxLength={100}
            data={[...(facets?.tagKeys ?? [])]}
            value={key}
            onChange={setKey}
            error={missing ? 'A tag needs a key, such as reader.' : null}
          />
          <TextInput
            label="Value"
            maxLength={1000}
            autoComplete="off"
            value={value}
            onChange={({ currentTarget }) => setValue(currentTarget.value)}
          />
        </div>
        <div className={styles['actions']}>
          <Button variant="default" onClick={onClose}>
            Leave it
          </Button>
          <Button type="submit" loading={busy}>
            Tag
          </Button>
        </div>
      </form>
    </Modal>
  );
}
