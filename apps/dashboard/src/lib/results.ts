import type { Subset } from '../gql/graphql.ts';

interface EstimateLike {
  readonly key: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly method: string;
}

interface EvaluationLike<Metric extends EstimateLike> {
  readonly subset: Subset;
  readonly imageCount: number;
  readonly metrics: readonly Metric[];
}

/** A run's accuracy on a subset with its n, or null where it was not evaluated. */
export function accuracyOn<Metric extends EstimateLike>(
  evaluations: readonly EvaluationLike<Metric>[],
  subset: Subset,
): (Metric & { readonly imageCount: number }) | null {
  const evaluation = evaluations.find((candidate) => candidate.subset === subset);
  const metric = evaluation?.metrics.find(({ key }) => key === 'accuracy');
  return evaluation && metric ? { ...metric, imageCount: evaluation.imageCount } : null;
}

/** Rows gathered by a key, in the order in which the keys first come. */
export function groupBy<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): { readonly key: string; readonly rows: readonly Row[] }[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].map(([key, own]) => ({ key, rows: own }));
}
