import { IconCheck, IconX } from '@tabler/icons-react';
import { shortScore } from '../../lib/format/number.ts';
import { ClassLabel } from './class-label.tsx';
import styles from './tile.module.css';

/** An image with its label; with what a run answered, where it was asked. */
export function Tile(props: {
  readonly image: { readonly thumbnailUrl: string; readonly path: string };
  readonly label: string;
  readonly classes: readonly string[];
  readonly answer?: { readonly predictedLabel: string; readonly correct: boolean; readonly score: number };
  readonly onOpen?: () => void;
  readonly size?: number;
}) {
  const { image, label, classes, answer, onOpen } = props;
  const inside = (
    <>
      <img className={styles['image']} src={image.thumbnailUrl} alt="" loading="lazy" decoding="async" width={128} height={128} />
      <span className={styles['line']}>
        <ClassLabel name={label} classes={classes} />
      </span>
      {answer ? (
        <span className={styles['line']} data-wrong={!answer.correct || undefined}>
          {answer.correct ? <IconCheck size={12} stroke={2.4} aria-hidden /> : <IconX size={12} stroke={2.4} aria-hidden />}
          <span className={styles['answer']}>{answer.predictedLabel}</span>
          <span className={styles['score']}>{shortScore(answer.score)}</span>
        </span>
      ) : null}
    </>
  );
  const words = answer
    ? `${image.path}: ${label}, answered ${answer.predictedLabel} with ${answer.score.toFixed(2)}`
    : `${image.path}: ${label}`;
  return onOpen ? (
    <button type="button" className={styles['tile']} onClick={onOpen} aria-label={words} title={image.path}>
      {inside}
    </button>
  ) : (
    <span className={styles['tile']} title={image.path}>
      {inside}
    </span>
  );
}
