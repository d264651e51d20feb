'use client';
import { Select } from '@mantine/core';
import { Segments } from '../../../components/ui/segments.tsx';
import type { Subset } from '../../../gql/graphql.ts';
import { SUBSET_WORDS } from '../../../lib/certificate.ts';
import type { SearchPatch } from '../../../lib/url.ts';
import { ORDER_WORDS, type PredictionsView } from '../api/predictions-view.ts';
import styles from './predictions-filters.module.css';

const ANY = '';

/** Subset, errors alone, true class, answer, order. */
export function PredictionsFilters(props: {
  readonly view: PredictionsView;
  readonly subset: Subset;
  readonly subsets: readonly Subset[];
  readonly classes: readonly string[];
  readonly onChange: (patch: SearchPatch) => void;
}) {
  const { view, subset, subsets, classes, onChange } = props;
  const choices = (any: string) => [{ value: ANY, label: any }, ...classes.map((name) => ({ value: name, label: name }))];
  return (
    <div className={styles['filters']}>
      <Segments
        label="Subset"
        value={subset}
        options={subsets.map((value) => ({ value, label: SUBSET_WORDS[value] }))}
        onChange={(value) => onChange({ subset: value })}
      />
      <Segments
        label="Which answers"
        value={view.errorsOnly ? 'errors' : 'all'}
        options={[
          { value: 'all', label: 'All' },
          { value: 'errors', label: 'Errors only' },
        ]}
        onChange={(value) => onChange({ errors: value === 'errors' ? '1' : null })}
      />
      <Select
        aria-label="True class"
        data={choices('Any true class')}
        value={view.label ?? ANY}
        onChange={(label) => onChange({ label })}
      />
      <Select
        aria-label="Answer"
        data={choices('Any answer')}
        value={view.predicted ?? ANY}
        onChange={(predicted) => onChange({ predicted })}
      />
      <Select
        aria-label="Order"
        data={Object.entries(ORDER_WORDS).map(([value, label]) => ({
          value,
          label: label.charAt(0).toUpperCase() + label.slice(1),
        }))}
        value={view.order}
        onChange={(order) => onChange({ order })}
      />
    </div>
  );
}
