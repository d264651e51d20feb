'use client';
import { useState } from 'react';
import { MISSING } from '../../lib/format/missing.ts';
import styles from './chart-table.module.css';

/** The numbers of a chart as a table, shown when asked for. */
export function ChartTable(props: {
  readonly title: string;
  readonly stepWord: string;
  readonly steps: readonly string[];
  readonly curves: readonly { readonly key: string; readonly label: string; readonly values: readonly (number | null)[] }[];
  readonly format: (value: number) => string;
}) {
  const { title, stepWord, steps, curves, format } = props;
  const [open, setOpen] = useState(false);
  return (
    <details className={styles['details']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title} as a table</summary>
      {open ? (
        <div className={styles['scroll']} role="region" aria-label={`${title} as a table`} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{stepWord}</th>
                {curves.map(({ key, label }) => (
                  <th key={key} scope="col">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {steps.map((step, index) => (
                <tr key={`${step} ${index}`}>
                  <th scope="row">{step}</th>
                  {curves.map(({ key, values }) => {
                    const value = values[index];
                    return <td key={key}>{value === null || value === undefined ? MISSING : format(value)}</td>;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </details>
  );
}
