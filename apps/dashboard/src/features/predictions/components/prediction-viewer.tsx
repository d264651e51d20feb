'use client';
import { useQuery } from '@tanstack/react-query';
import { IconCircleCheckFilled, IconCircleXFilled } from '@tabler/icons-react';
import { ClassLabel } from '../../../components/ui/class-label.tsx';
import { KeyValues } from '../../../components/ui/key-values.tsx';
import { ImageViewer } from '../../../components/viewer/image-viewer.tsx';
import type { PredictionFieldsFragment } from '../../../gql/graphql.ts';
import { bytes } from '../../../lib/format/number.ts';
import { predictionQuery } from '../api/predictions-query.ts';
import { ScoreBars } from './score-bars.tsx';
import styles from './prediction-viewer.module.css';

/** One prediction over the whole window: the image large, the scores of all classes beside it, its neighbours below. */
export function PredictionViewer(props: {
  readonly openId: string;
  readonly predictions: readonly PredictionFieldsFragment[];
  readonly total: number;
  readonly classes: readonly string[];
  readonly title: string;
  readonly onOpen: (id: string | null) => void;
  readonly onNearEnd: () => void;
}) {
  const { openId, predictions, total, classes, title, onOpen, onNearEnd } = props;
  const listed = predictions.find(({ id }) => id === openId);
  const asked = useQuery({ ...predictionQuery(openId), enabled: listed === undefined }).data ?? null;
  const prediction = listed ?? asked;
  const frames = predictions.map(({ id, image, label }) => ({ id, image, label }));
  return (
    <ImageViewer
      title={title}
      openId={openId}
      image={prediction?.image ?? null}
      frames={frames}
      total={total}
      classes={classes}
      onOpen={onOpen}
      onNearEnd={onNearEnd}
    >
      {prediction ? (
        <>
          <section className={styles['part']}>
            <KeyValues
              rows={[
                ['True class', <ClassLabel key="true" name={prediction.label} classes={classes} strong />],
                ['Answer', <ClassLabel key="answer" name={prediction.predictedLabel} classes={classes} strong />],
              ]}
            />
            <p className={styles['verdict']} data-wrong={!prediction.correct || undefined}>
              {prediction.correct ? <IconCircleCheckFilled size={15} aria-hidden /> : <IconCircleXFilled size={15} aria-hidden />}
              {prediction.correct ? 'right' : 'wrong'}
            </p>
          </section>
          <section className={styles['part']}>
            <h3 className={styles['heading']}>Scores</h3>
            <ScoreBars scores={prediction.scores} classes={classes} label={prediction.label} />
          </section>
          <section className={styles['part']}>
            <h3 className={styles['heading']}>Image</h3>
            <KeyValues
              rows={[
                ['Size', `${prediction.image.width} × ${prediction.image.height}, ${bytes(prediction.image.bytes)}`],
                ['SHA-256', <code key="hash">{prediction.image.sha256.slice(0, 12)}…</code>],
              ]}
            />
          </section>
        </>
      ) : null}
    </ImageViewer>
  );
}
