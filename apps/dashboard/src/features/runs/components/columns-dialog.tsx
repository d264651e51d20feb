'use client';
import { ActionIcon, Button, Modal, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconSearch, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Failure } from '../../../components/ui/failure.tsx';
import { Loading } from '../../../components/ui/loading.tsx';
import { type Arrange, added, hidden, moved } from '../api/arrange.ts';
import { type RunColumn, columnLabel, columnName, columnsOffered } from '../api/columns.ts';
import { runFacetsQuery } from '../api/runs-query.ts';
import styles from './columns-dialog.module.css';

/** Which columns the table of runs has, and in which order. What is changed is shown at once behind it. */
export function ColumnsDialog(props: {
  readonly opened: boolean;
  readonly columns: readonly RunColumn[];
  readonly onClose: () => void;
  /** Null: as they are where nobody chose. */
  readonly onChange: (change: Arrange | null) => void;
}) {
  const { opened, columns, onClose, onChange } = props;
  const { data: facets, error, isPending, refetch } = useQuery({ ...runFacetsQuery, enabled: opened });
  const [search, setSearch] = useState('');
  const names = columns.map(columnName);
  const words = search.toLowerCase();
  const groups = columnsOffered(facets?.metricKeys ?? [], facets?.recipePaths ?? [])
    .map(({ title, columns: own }) => ({
      title,
      columns: own.filter(
        (column) =>
          !names.includes(columnName(column)) && `${columnLabel(column)} ${columnName(column)}`.toLowerCase().includes(words),
      ),
    }))
    .filter(({ columns: own }) => own.length > 0);
  return (
    <Modal opened={opened} onClose={onClose} title="Columns" size={760}>
      <div className={styles['halves']}>
        <section aria-label="Shown">
          <h3>Shown, from left to right</h3>
          <ol className={styles['list']} tabIndex={0} aria-label="Columns that are shown">
            {columns.map((column, index) => {
              const label = columnLabel(column);
              return (
                <li key={columnName(column)} className={styles['chosen']}>
                  <span title={label}>{label}</span>
                  <ActionIcon
                    variant="subtle"
                    aria-label={`${label}: further left`}
                    disabled={index === 0}
                    onClick={() => onChange(moved(column, -1))}
                  >
                    <IconArrowUp size={14} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    aria-label={`${label}: further right`}
                    disabled={index === columns.length - 1}
                    onClick={() => onChange(moved(column, 1))}
                  >
                    <IconArrowDown size={14} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    aria-label={`${label}: hide`}
                    disabled={columns.length === 1}
                    onClick={() => onChange(hidden(column))}
                  >
                    <IconX size={14} />
                  </ActionIcon>
                </li>
              );
            })}
          </ol>
        </section>
        <section aria-label="To add">
          <TextInput
            aria-label="Find a column"
            placeholder="Find a metric or a value of the recipe"
            leftSection={<IconSearch size={14} aria-hidden />}
            data-autofocus
            value={search}
            onChange={({ currentTarget: { value } }) => setSearch(value)}
          />
          <div className={styles['list']} tabIndex={0} role="region" aria-label="Columns to add">
            {error ? <Failure title="The columns could not be read" error={error} retry={refetch} /> : null}
            {opened && isPending ? <Loading what="Columns" rows={6} /> : null}
            {groups.map(({ title, columns: own }) => (
              <div key={title}>
                <p className={styles['group']}>{title}</p>
                {own.map((column) => (
                  <button
                    key={columnName(column)}
                    type="button"
                    className={styles['offered']}
                    onClick={() => onChange(added(column))}
                  >
                    <IconPlus size={14} aria-hidden />
                    {columnLabel(column)}
                  </button>
                ))}
              </div>
            ))}
          </div>
        </section>
      </div>
      <div className={styles['foot']}>
        <Button variant="default" onClick={() => onChange(null)}>
          As at first
        </Button>
        <Button onClick={onClose}>Done</Button>
      </div>
    </Modal>
  );
}
