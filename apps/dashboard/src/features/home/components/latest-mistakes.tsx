'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { Card } from '../../../components/ui/card.tsx';
import { Gallery } from '../../../components/ui/gallery.tsx';
import { RunName } from '../../../components/ui/run-name.tsx';
import { Tile } from '../../../components/ui/tile.tsx';
import type { RunRowFragment } from '../../../gql/graphql.ts';
import { count } from '../../../lib/format/number.ts';
import text from '../../../styles/text.module.css';
import { latestMistakesQuery } from '../api/latest-mistakes-query.ts';

/** What the newest result got wrong, most wrong first. Absent where it has no mistakes or no test. */
export function LatestMistakes({ run }: { readonly run: RunRowFragment }) {
  const router = useRouter();
  const evaluation = run.evaluations.find(({ subset }) => subset === 'TEST');
  const { data } = useQuery({ ...latestMistakesQuery(evaluation?.id ?? ''), enabled: evaluation !== undefined });
  if (!data || data.predictions.totalCount === 0) return null;
  const { predictions, classes, imageCount } = data;
  const all = `/runs/${run.id}/predictions?subset=TEST&errors=1`;
  return (
    <Card
      title="Latest mistakes"
      sub={
        <>
          <RunName run={run} /> {count(predictions.totalCount)} of {count(imageCount)}
        </>
      }
      action={
        <Link className={text['link']} href={all}>
          Open all {count(predictions.totalCount)}
        </Link>
      }
    >
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
    </Card>
  );
}
