'use client';
import Link from 'next/link';
import { Fragment } from 'react';
import { Card } from '../../../components/ui/card.tsx';
import { CertificateBadge } from '../../../components/ui/certificate-badge.tsx';
import { Empty } from '../../../components/ui/empty.tsx';
import { Estimate } from '../../../components/ui/estimate.tsx';
import { runColour } from '../../../components/ui/run-mark.tsx';
import { RunName } from '../../../components/ui/run-name.tsx';
import { GroupRow, Table } from '../../../components/ui/table.tsx';
import { Time } from '../../../components/ui/time.tsx';
import { ScaleLabels, Whisker } from '../../../components/ui/whisker.tsx';
import type { RunRowFragment } from '../../../gql/graphql.ts';
import { certificateBadge } from '../../../lib/certificate.ts';
import { MISSING } from '../../../lib/format/missing.ts';
import { count, countOf } from '../../../lib/format/number.ts';
import { accuracyOn, groupBy } from '../../../lib/results.ts';
import { rateScale } from '../../../lib/scale.ts';
import text from '../../../styles/text.module.css';
import styles from './latest-results.module.css';

/** The newest test results by split, each with its interval, all on one scale. */
export function LatestResults({ runs, total }: { readonly runs: readonly RunRowFragment[]; readonly total: number }) {
  const scale = rateScale(
    runs.flatMap(({ evaluations }) => {
      const test = accuracyOn(evaluations, 'TEST');
      return test ? [test.low, test.high] : [];
    }),
  );
  return (
    <Card
      title="Latest results"
      sub="test accuracy, 95 % Wilson intervals"
      flush={runs.length > 0}
      action={
        <Link className={text['link']} href="/runs">
          All {countOf(total, 'run')}
        </Link>
      }
    >
      {runs.length === 0 ? (
        <Empty title="No run has finished yet">Its test accuracy comes here with its interval.</Empty>
      ) : (
        <Table label="The newest results" className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">Run</th>
              <th scope="col">Model</th>
              <th scope="col" className={styles['scale']}>
                <span className="visually-hidden">As dot and whisker</span>
                <ScaleLabels scale={scale} />
              </th>
              <th scope="col">Accuracy, %</th>
              <th scope="col" data-align="right">
                When
              </th>
            </tr>
          </thead>
          <tbody>
            {groupBy(runs, ({ split }) => split?.id ?? '').map(({ key, rows }) => {
              const split = rows[0]?.split;
              const n = rows
                .map(({ evaluations }) => accuracyOn(evaluations, 'TEST')?.imageCount)
                .find((value) => value !== undefined);
              const hollow = split ? certificateBadge(split.certificate).look === 'failed' : false;
              return (
                <Fragment key={key}>
                  <GroupRow span={5}>
                    <b>{split?.datasetVersion.dataset.name ?? 'No split'}</b>
                    {split ? `${split.name}, n = ${count(n)}` : null}
                    {split ? <CertificateBadge certificate={split.certificate} statement={split.certificate.statement} /> : null}
                  </GroupRow>
                  {rows.map((run) => {
                    const test = accuracyOn(run.evaluations, 'TEST');
                    return (
                      <tr key={run.id}>
                        <td>
                          <span className={styles['name']}>
                            <RunName run={run} />
                          </span>
                        </td>
                        <td className={text['secondary']}>{run.architecture ?? MISSING}</td>
                        <td>
                          {test ? (
                            <Whisker rate={test} scale={scale} colour={runColour(run.colour)} mark={run.mark} hollow={hollow} />
                          ) : null}
                        </td>
                        <td>{test ? <Estimate rate={test} /> : MISSING}</td>
                        <td data-align="right" className={text['secondary']}>
                          {run.finishedAt ? <Time iso={run.finishedAt} /> : MISSING}
                        </td>
                      </tr>
                    );
                  })}
                </Fragment>
              );
            })}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
