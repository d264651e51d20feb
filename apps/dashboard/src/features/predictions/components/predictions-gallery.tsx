'use client';
import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Card } from '../../../components/ui/card.tsx';
import { Empty } from '../../../components/ui/empty.tsx';
import { Failure } from '../../../components/ui/failure.tsx';
import { Gallery } from '../../../components/ui/gallery.tsx';
import { ShowMore } from '../../../components/ui/show-more.tsx';
import { Tile } from '../../../components/ui/tile.tsx';
import type { PredictionFieldsFragment } from '../../../gql/graphql.ts';
import { SUBSET_WORDS } from '../../../lib/certificate.ts';
import { count, countOf } from '../../../lib/format/number.ts';
import { useUrlState } from '../../../lib/use-url-state.ts';
import { evaluationsQuery, predictionsQuery } from '../api/predictions-query.ts';
import { type PredictionsView, ORDER_WORDS, conditionWords, evaluationShown, predictionsView } from '../api/predictions-view.ts';
import { PredictionViewer } from './prediction-viewer.tsx';
import { PredictionsFilters } from './predictions-filters.tsx';
import styles from './predictions-gallery.module.css';

type Evaluation = NonNullable<
  Awaited<ReturnType<NonNullable<ReturnType<typeof evaluationsQuery>['queryFn']>>>
>['evaluations'][number];

/** Everything a run predicted on one subset: filtered by the URL, each image opening in the viewer. */
export function PredictionsGallery({ runId }: { readonly runId: string }) {
  const [params, patch] = useUrlState();
  const view = predictionsView(params);
  const { data: run } = useQuery(evaluationsQuery(runId));
  if (!run) return null;
  const evaluation = evaluationShown(run.evaluations, view);
  if (!evaluation) {
    return (
      <Empty title={view.subset === 'TEST' && run.status !== 'FINISHED' ? 'Test not read yet' : 'No predictions yet'}>
        {run.status === 'FAILED' || run.status === 'CANCELLED'
          ? 'The run ended before it was evaluated.'
          : 'They come with the first evaluation. Test is read once, when training ends.'}
      </Empty>
    );
  }
  return (
    <EvaluationGallery evaluation={evaluation} subsets={run.evaluations.map(({ subset }) => subset)} view={view} patch={patch} />
  );
}

function EvaluationGallery(props: {
  readonly evaluation: Evaluation;
  readonly subsets: readonly Evaluation['subset'][];
  readonly view: PredictionsView;
  readonly patch: ReturnType<typeof useUrlState>[1];
}) {
  const { evaluation, subsets, view, patch } = props;
  const { classes } = evaluation;
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage, isPending } = useInfiniteQuery(
    predictionsQuery(evaluation.id, view),
  );
  const predictions: readonly PredictionFieldsFragment[] = data?.pages.flatMap(({ nodes }) => nodes) ?? [];
  const total = data?.pages[0]?.totalCount ?? 0;
  const open = (id: string | null): void => patch({ open: id });

  return (
    <Card
      title="Predictions"
      sub={
        data
          ? `${count(total)} of ${countOf(evaluation.imageCount, `${SUBSET_WORDS[evaluation.subset]} image`)}, ${ORDER_WORDS[view.order]}`
          : ' '
      }
    >
      <PredictionsFilters
        view={view}
        subset={evaluation.subset}
        subsets={subsets}
        classes={classes}
        onChange={(change) => patch({ ...change, open: null })}
      />
      {error ? <Failure title="The predictions could not be read" error={error} retry={refetch} /> : null}
      {data && total === 0 ? (
        <Empty
          title="No image matches"
          action={
            <Button variant="default" onClick={() => patch({ errors: null, label: null, predicted: null })}>
              Show all images
            </Button>
          }
        >
          None of {countOf(evaluation.imageCount, 'image')} is {conditionWords(view)}.
        </Empty>
      ) : null}
      <div className={styles['tiles']} aria-busy={isPending}>
        <Gallery>
          {predictions.map(({ id, image, label, predictedLabel, correct, scores }) => (
            <Tile
              key={id}
              image={image}
              label={label}
              classes={classes}
              answer={{ predictedLabel, correct, score: scores[classes.indexOf(predictedLabel)] ?? 0 }}
              onOpen={() => open(id)}
            />
          ))}
        </Gallery>
      </div>
      <ShowMore shown={predictions.length} total={total} hasMore={hasNextPage} busy={isFetchingNextPage} onMore={fetchNextPage} />
      {view.open === null ? null : (
        <PredictionViewer
          openId={view.open}
          predictions={predictions}
          total={total}
          classes={classes}
          title={`${SUBSET_WORDS[evaluation.subset]}${conditionWords(view) ? `, ${conditionWords(view)}` : ''}, ${ORDER_WORDS[view.order]}`}
          onOpen={open}
          onNearEnd={() => {
            if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
          }}
        />
      )}
    </Card>
  );
}
