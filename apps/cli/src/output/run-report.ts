import type { RunQuery } from '../gql/operations.ts';
import { count, duration, estimate, table } from './format.ts';

type Run = NonNullable<RunQuery['run']>;
type Evaluation = Run['evaluations'][number];

const metric = (evaluation: Evaluation, key: string): Evaluation['metrics'][number] | undefined =>
  evaluation.metrics.find((one) => one.key === key);

/** Columns for the metrics that come without an interval or with one, in the order in which the server gives them. */
function subsetTable(evaluations: readonly Evaluation[]): string {
  const keys = [...new Set(evaluations.flatMap((evaluation) => evaluation.metrics.map((one) => one.key)))];
  return table(
    [{ title: 'subset' }, { title: 'images', right: true }, ...keys.map((key) => ({ title: key, right: true }))],
    evaluations.map((evaluation) => [
      evaluation.subset.toLowerCase(),
      count(evaluation.imageCount),
      ...keys.map((key) => estimate(metric(evaluation, key))),
    ]),
  );
}

function classTable(evaluation: Evaluation): string {
  return table(
    [
      { title: 'class' },
      { title: 'images', right: true },
      { title: 'sensitivity', right: true },
      { title: 'specificity', right: true },
      { title: 'precision', right: true },
      { title: 'F1', right: true },
    ],
    evaluation.perClass.map((row) => [
      row.className,
      count(row.support),
      estimate(row.sensitivity),
      estimate(row.specificity),
      estimate(row.precision),
      estimate(row.f1),
    ]),
  );
}

/** A finished run in words and tables: what it was, its results with 95 % intervals, each class on the test subset. */
export function runReport(run: Run, url: string): string {
  const seconds = run.startedAt && run.finishedAt ? (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000 : undefined;
  const head = `${run.name} (${run.id}): ${run.status.toLowerCase()}${seconds === undefined ? '' : ` in ${duration(seconds)}`}`;
  const parts = [head];
  if (run.evaluations.length > 0) {
    parts.push(subsetTable(run.evaluations));
    const test = run.evaluations.find((evaluation) => evaluation.subset === 'TEST');
    if (test !== undefined) {
      parts.push(`On test, by class:\n${classTable(test)}`);
      parts.push(`In brackets: 95 % intervals. The split: ${test.certificate.statement}`);
    }
  }
  parts.push(`${url}/runs/${run.id}`);
  return parts.join('\n\n');
}
