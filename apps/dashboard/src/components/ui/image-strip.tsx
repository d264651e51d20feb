import styles from './image-strip.module.css';

/** A look into a dataset: a few of its images in a row, which keeps its height where there are fewer. */
export function ImageStrip({
  images,
  length,
}: {
  readonly images: readonly { readonly id: string; readonly thumbnailUrl: string }[];
  readonly length: number;
}) {
  return (
    <span className={styles['strip']} style={{ gridTemplateColumns: `repeat(${length}, minmax(0, 1fr))` }}>
      {images.slice(0, length).map(({ id, thumbnailUrl }) => (
        <img key={id} src={thumbnailUrl} alt="" width={80} height={80} loading="lazy" decoding="async" />
      ))}
    </span>
  );
}
