'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { Card } from '../../../components/ui/card.tsx';
import { Empty } from '../../../components/ui/empty.tsx';
import { Gallery } from '../../../components/ui/gallery.tsx';
import { Tile } from '../../../components/ui/tile.tsx';
import { count } from '../../../lib/format/number.ts';
import text from '../../../styles/text.module.css';
import { mistakesQuery } from '../api/predictions-query.ts';
import { evaluationShown, predictionsView } from '../api/predictions-view.ts';

/** The first images that a run got wrong: of test where it was read, else of validation. */
export function MistakesCard({ runId }: { readonly runId: string }) {
  const router = useRouter();
  const { data: run } = useQuery(mistakesQuery(runId));
  const evaluation = evaluationShown(run?.evaluations ?? [], predictionsView(new URLSearchParams()));
  if (!evaluation) return null;
  const { predictions, classes, subset, imageCount } = evaluation;
  const all = `/runs/${runId}/predictions?subset=${subset}&errors=1`;
  return (
    <Card
      title={subset === 'TEST' ? 'Mistakes' : 'Wrong on validation now'}
      sub={`${count(predictions.totalCount)} of ${count(imageCount)}, most wrong first`}
      action={
        predictions.totalCount > 0 ? (
          <Link className={text['link']} href={all}>
            Open all {count(predictions.totalCount)}
          </Link>
        ) : null
      }
    >
      {predictions.nodes.length === 0 ? (
        <Empty title="No mistakes">All {count(imageCount)} images were answered right.</Empty>
      ) : (
        <Gallery strip>
          {predictions.nodes.map(({ id, image, label, predictedLabel, correct, scores }) => (
            <Tile
              key={id}
              image={image}
              label={label}
              classes={classes}
              answer={{ predictedLabel, correct, score: scores[classes.indexOf(predictedLabel)] ?? 0 }}
              onOpen={() => router.push(`${all}&open=${id}`)}
            />
          ))}
        </Gallery>
      )}
    </Card>
  );
}
