import { SUBSETS } from '@sagittal/contracts';
import type { PredictionOrder, PredictionWhere, Subset } from '../../../gql/graphql.ts';

const ORDERS = ['MOST_WRONG', 'MOST_CONFIDENT', 'LEAST_CONFIDENT', 'PATH'] as const satisfies readonly PredictionOrder[];

export const ORDER_WORDS: Record<PredictionOrder, string> = {
  MOST_WRONG: 'most wrong first',
  MOST_CONFIDENT: 'surest first',
  LEAST_CONFIDENT: 'least sure first',
  PATH: 'by path',
};

/** Which predictions of a run are shown, and which one is opened: all of it stands in the URL. */
export interface PredictionsView {
  /** Null: test where it was read, else validation. */
  readonly subset: Subset | null;
  readonly errorsOnly: boolean;
  readonly label: string | null;
  readonly predicted: string | null;
  readonly order: PredictionOrder;
  readonly open: string | null;
}

export function predictionsView(params: URLSearchParams): PredictionsView {
  return {
    subset: SUBSETS.find((subset) => subset === params.get('subset')) ?? null,
    errorsOnly: params.get('errors') === '1',
    label: params.get('label'),
    predicted: params.get('predicted'),
    order: ORDERS.find((order) => order === params.get('order')) ?? 'MOST_WRONG',
    open: params.get('open'),
  };
}

export function whereOf({ errorsOnly, label, predicted }: PredictionsView): PredictionWhere {
  return {
    ...(errorsOnly ? { correct: false } : {}),
    ...(label === null ? {} : { label }),
    ...(predicted === null ? {} : { predictedLabel: predicted }),
  };
}

/** The evaluation that a view is about: the one asked for, else that on test, else that on validation. */
export function evaluationShown<Evaluation extends { readonly subset: Subset }>(
  evaluations: readonly Evaluation[],
  { subset }: PredictionsView,
): Evaluation | null {
  const order = subset === null ? (['TEST', 'VALIDATION'] as const) : [subset];
  for (const wanted of order) {
    const found = evaluations.find((evaluation) => evaluation.subset === wanted);
    if (found) return found;
  }
  return null;
}

/** The conditions in words, for when nothing matches. */
export function conditionWords({ errorsOnly, label, predicted }: PredictionsView): string {
  const words = [
    ...(errorsOnly ? ['wrong'] : []),
    ...(label === null ? [] : [`of class ${label}`]),
    ...(predicted === null ? [] : [`answered as ${predicted}`]),
  ];
  return words.join(', ');
}
