'use client';
import { Fragment } from 'react';
import { CertificateBadge } from '../../../components/ui/certificate-badge.tsx';
import { GroupRow, Table } from '../../../components/ui/table.tsx';
import { ScaleLabels } from '../../../components/ui/whisker.tsx';
import type { RunRowFragment } from '../../../gql/graphql.ts';
import { count, countOf, percentNumber } from '../../../lib/format/number.ts';
import { accuracyOn, groupBy } from '../../../lib/results.ts';
import { rateScale } from '../../../lib/scale.ts';
import type { RunSort, RunsView } from '../api/runs-view.ts';
import { RunsRow } from './runs-row.tsx';
import styles from './runs-table.module.css';
import { SortHead } from './sort-head.tsx';

/** Runs by split, with dot and whisker of the test accuracy on one scale. */
export function RunsTable(props: {
  readonly runs: readonly RunRowFragment[];
  readonly view: RunsView;
  readonly onSort: (sort: RunSort, direction: 'ASC' | 'DESC') => void;
}) {
  const { runs, view, onSort } = props;
  const results = runs.map(({ evaluations }) => accuracyOn(evaluations, 'TEST'));
  const scale = rateScale(results.flatMap((result) => (result ? [result.low, result.high] : [])));
  const head = { view, onSort };
  return (
    <Table label="Runs" className={styles['table']}>
      <thead>
        <tr>
          <SortHead sort="name" {...head}>
            Name
          </SortHead>
          <SortHead sort="status" {...head}>
            Status
          </SortHead>
          <SortHead sort="architecture" {...head}>
            Architecture
          </SortHead>
          <th scope="col">Preset</th>
          <SortHead sort="validation" align="right" {...head}>
            Best validation, %
          </SortHead>
          <th scope="col" className={styles['scale']}>
            <span className="visually-hidden">Test accuracy as dot and whisker</span>
            <ScaleLabels scale={scale} />
          </th>
          <SortHead sort="test" {...head}>
            Test accuracy, %, 95 % CI
          </SortHead>
          <SortHead sort="time" align="right" {...head}>
            Time
          </SortHead>
          <SortHead sort="started" align="right" {...head}>
            Started
          </SortHead>
        </tr>
      </thead>
      <tbody>
        {groupBy(runs, ({ split }) => split?.id ?? '').map(({ key, rows }) => {
          const split = rows[0]?.split;
          const own = rows.flatMap(({ evaluations }) => accuracyOn(evaluations, 'TEST') ?? []);
          const best = Math.max(...own.map(({ value }) => value ?? 0));
          return (
            <Fragment key={key}>
              <GroupRow span={9}>
                <b>{split ? split.datasetVersion.dataset.name : 'No split'}</b>
                {split ? `v${split.datasetVersion.number}, ${split.name}` : null}
                {split ? <CertificateBadge certificate={split.certificate} statement={split.certificate.statement} /> : null}
                <span>{countOf(rows.length, 'run')}</span>
                {own.length > 0 ? (
                  <span>
                    best {percentNumber(best)}, test n = {count(own[0]?.imageCount)}, Wilson intervals
                  </span>
                ) : null}
              </GroupRow>
              {rows.map((run) => (
                <RunsRow key={run.id} run={run} scale={scale} />
              ))}
            </Fragment>
          );
        })}
      </tbody>
    </Table>
  );
}
