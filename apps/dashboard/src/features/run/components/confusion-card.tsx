'use client';
import Link from 'next/link';
import { Card } from '../../../components/ui/card.tsx';
import { count, percent } from '../../../lib/format/number.ts';
import type { RunDetail } from '../api/run-query.ts';
import styles from './confusion-card.module.css';

/**
 * How strongly a cell is filled, 0 to 1: mistakes on a steeper scale of their own. Right answers leave out the middle, on
 * which neither dark nor light figures could be read.
 */
function strength(share: number, right: boolean): number {
  if (!right) return 0.08 + Math.min(1, Math.sqrt(share * 2.5)) * 0.5;
  return share < 0.5 ? 0.08 + share : 0.88 + share * 0.12;
}

/** True classes down, answers across: count above the row's percent. Every cell opens its images. */
export function ConfusionCard({
  runId,
  evaluation,
}: {
  readonly runId: string;
  readonly evaluation: RunDetail['evaluations'][number];
}) {
  const { confusion, classes, subset } = evaluation;
  return (
    <Card title="Confusion" sub="count and row %">
      <div className={styles['scroll']} role="region" aria-label="Confusion matrix" tabIndex={0}>
        <table className={styles['matrix']} style={{ minWidth: 84 + classes.length * 52 }}>
          <caption className="visually-hidden">Rows are the true class, columns the answer.</caption>
          <thead>
            <tr>
              <td>true, then answered</td>
              {classes.map((name) => (
                <th key={name} scope="col" title={name}>
                  <span>{name}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {confusion.map((row, trueIndex) => {
              const label = classes[trueIndex] ?? '';
              const total = row.reduce((sum, cell) => sum + cell, 0);
              return (
                <tr key={label}>
                  <th scope="row" title={label}>
                    <span>{label}</span>
                    <small>{count(total)}</small>
                  </th>
                  {row.map((cell, index) => {
                    const predicted = classes[index] ?? '';
                    const share = total === 0 ? 0 : cell / total;
                    const right = index === trueIndex;
                    const alpha = strength(share, right);
                    const search = new URLSearchParams({ subset, label, predicted });
                    return (
                      <td key={predicted}>
                        <Link
                          href={`/runs/${runId}/predictions?${search.toString()}`}
                          className={styles['cell']}
                          data-strong={(right && share >= 0.5) || undefined}
                          style={{
                            background:
                              cell === 0
                                ? 'var(--sunken)'
                                : `rgb(from rgb(var(${right ? '--heat' : '--err'})) r g b / ${alpha.toFixed(2)})`,
                          }}
                          aria-label={`${label} answered as ${predicted}: ${count(cell)}, ${percent(share, 1)}`}
                        >
                          <b>{count(cell)}</b>
                          <span>{percent(share, 1)}</span>
                        </Link>
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p className={styles['note']}>Rows are the true class. A cell opens its images.</p>
    </Card>
  );
}
