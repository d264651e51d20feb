'use client';
import { useQuery } from '@tanstack/react-query';
import { CertificateBadge } from '../../../components/ui/certificate-badge.tsx';
import { GroupRow } from '../../../components/ui/table.tsx';
import { count, countOf } from '../../../lib/format/number.ts';
import { accuracyOn } from '../../../lib/results.ts';
import { type TableRun, groupCountQuery } from '../api/runs-query.ts';
import type { RunsView } from '../api/runs-view.ts';

/** The head of a group: the split with its certificate, and how many runs of the whole list stand on it. */
export function GroupHead({
  runs,
  view,
  span,
}: {
  readonly runs: readonly TableRun[];
  readonly view: RunsView;
  readonly span: number;
}) {
  const split = runs[0]?.split;
  const { data: all } = useQuery({ ...groupCountQuery(view, split?.id ?? ''), enabled: split !== null && split !== undefined });
  const n = runs.map(({ evaluations }) => accuracyOn(evaluations, 'TEST')?.imageCount).find((value) => value !== undefined);
  return (
    <GroupRow span={span}>
      <b>{split ? split.datasetVersion.dataset.name : 'No split'}</b>
      {split ? `v${split.datasetVersion.number}, ${split.name}` : null}
      {split ? <CertificateBadge certificate={split.certificate} statement={split.certificate.statement} /> : null}
      <span>{all === undefined ? '' : countOf(all, 'run')}</span>
      {n === undefined ? null : <span>test n = {count(n)}, Wilson intervals</span>}
    </GroupRow>
  );
}
