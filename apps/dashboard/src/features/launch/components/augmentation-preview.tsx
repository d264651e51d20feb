'use client';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { augmentationPreviewQuery, isAugmented, previewedPart } from '../api/augmentation-query.ts';
import { ImageStrip } from '../../../components/ui/image-strip.tsx';
import styles from './augmentation-preview.module.css';

/** As many as stand in a row. */
const PICTURES = 8;
const TYPING_MS = 250;

/** A row of training pictures as the network will see them, before anything is launched. */
export function AugmentationPreview({ splitId, recipe }: { readonly splitId: string; readonly recipe: unknown }) {
  const [asked] = useDebouncedValue(JSON.stringify(previewedPart(recipe)), TYPING_MS);
  const part = JSON.parse(asked) as Record<string, unknown>;
  const { data, error } = useQuery({
    ...augmentationPreviewQuery({ splitId, recipe: part, count: PICTURES }),
    enabled: isAugmented(part),
  });
  if (!isAugmented(recipe)) return <p className={styles['note']}>No step: training pictures are shown as they are.</p>;
  // what is wrong with a step stands beside its field
  if (error !== null || data === undefined) return <p className={styles['note']}>No preview of these steps yet.</p>;
  return (
    <figure className={styles['preview']}>
      <ImageStrip
        images={data.map(({ picture, image }) => ({ id: image.id, thumbnailUrl: picture, alt: `${image.label}, augmented` }))}
        length={PICTURES}
      />
      <figcaption className={styles['note']}>Training pictures as the network sees them in the first epoch.</figcaption>
    </figure>
  );
}
