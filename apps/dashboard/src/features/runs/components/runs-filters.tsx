'use client';
import { Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { RUN_STATUSES } from '@sagittal/contracts';
import { IconFilter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SearchPatch } from '../../../lib/url.ts';
import { readConditions } from '../api/conditions.ts';
import { datasetNamesQuery } from '../api/runs-query.ts';
import type { RunsView } from '../api/runs-view.ts';
import styles from './runs-filters.module.css';

const ANY = '';
const statuses = [
  { value: ANY, label: 'Any status' },
  ...RUN_STATUSES.map((status) => ({ value: status, label: status.charAt(0) + status.slice(1).toLowerCase() })),
];

/** By words of the name and conditions on metrics and recipe, by status and by dataset. */
export function RunsFilters({ view, onChange }: { readonly view: RunsView; readonly onChange: (patch: SearchPatch) => void }) {
  const [search, setSearch] = useState(view.search);
  const [told, setTold] = useState(view.search);
  const datasets = useQuery(datasetNamesQuery).data?.datasets.nodes ?? [];
  const tell = useDebouncedCallback((text: string) => onChange({ search: text }), 250);
  // the URL changed from elsewhere (Back, or a dropped condition): the field follows
  if (view.search !== told) {
    setTold(view.search);
    setSearch(view.search);
  }
  const [problem] = readConditions(view.search).problems;
  return (
    <div className={styles['filters']}>
      <TextInput
        className={styles['search'] ?? ''}
        aria-label="Filter by name or condition"
        placeholder="Part of a name, or val_accuracy > 0.9 and optimizer.type = adam"
        data-filter
        spellCheck={false}
        autoComplete="off"
        leftSection={<IconFilter size={14} aria-hidden />}
        value={search}
        error={problem}
        onChange={({ currentTarget: { value } }) => {
          setSearch(value);
          tell(value);
        }}
      />
      <Select
        className={styles['status'] ?? ''}
        aria-label="Status"
        data={statuses}
        value={view.status ?? ANY}
        onChange={(status) => onChange({ status })}
      />
      <Select
        className={styles['dataset'] ?? ''}
        aria-label="Dataset"
        searchable
        data={[{ value: ANY, label: 'Any dataset' }, ...datasets.map(({ name }) => ({ value: name, label: name }))]}
        value={view.dataset ?? ANY}
        onChange={(dataset) => onChange({ dataset })}
      />
    </div>
  );
}
