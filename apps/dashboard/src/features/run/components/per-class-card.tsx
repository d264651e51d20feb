'use client';
import { Card } from '../../../components/ui/card.tsx';
import { ClassLabel, classColour } from '../../../components/ui/class-label.tsx';
import { Estimate } from '../../../components/ui/estimate.tsx';
import { Table } from '../../../components/ui/table.tsx';
import { ScaleLabels, Whisker } from '../../../components/ui/whisker.tsx';
import { count } from '../../../lib/format/number.ts';
import { rateScale } from '../../../lib/scale.ts';
import type { RunDetail } from '../api/run-query.ts';
import styles from './per-class-card.module.css';

const COLUMNS = [
  ['sensitivity', 'Sensitivity, %'],
  ['specificity', 'Specificity, %'],
  ['precision', 'Precision, %'],
] as const;

/** Rates of each class with dot and whisker, all on one scale. */
export function PerClassCard({ evaluation }: { readonly evaluation: RunDetail['evaluations'][number] }) {
  const { perClass, classes } = evaluation;
  const scale = rateScale(perClass.flatMap((row) => COLUMNS.flatMap(([key]) => [row[key].value, row[key].low, row[key].high])));
  return (
    <Card title="By class" sub="test, 95 % Wilson intervals, one scale for all" flush>
      <Table label="Rates by class" className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">Class</th>
            <th scope="col" data-align="right">
              n
            </th>
            {COLUMNS.map(([key, title]) => (
              <th key={key} scope="col">
                <span className={styles['head']}>
                  {title}
                  <ScaleLabels scale={{ ...scale, ticks: [scale.min, scale.max] }} />
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {perClass.map((row, index) => (
            <tr key={row.className}>
              <td>
                <ClassLabel name={row.className} classes={classes} />
              </td>
              <td data-align="right">{count(row.support)}</td>
              {COLUMNS.map(([key]) => (
                <td key={key}>
                  <span className={styles['cell']}>
                    <Whisker rate={row[key]} scale={scale} colour={classColour(index)} />
                    <Estimate rate={row[key]} digits={1} />
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
