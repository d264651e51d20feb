import styles from './image-strip.module.css';

/** A few images in a row, which keeps its height where there are fewer. One without `alt` says nothing that its surroundings do not. */
export function ImageStrip({
  images,
  length,
}: {
  readonly images: readonly { readonly id: string; readonly thumbnailUrl: string; readonly alt?: string }[];
  readonly length: number;
}) {
  return (
    <span className={styles['strip']} style={{ gridTemplateColumns: `repeat(${length}, minmax(0, 1fr))` }}>
      {images.slice(0, length).map(({ id, thumbnailUrl, alt = '' }) => (
        <img key={id} src={thumbnailUrl} alt={alt} width={80} height={80} loading="lazy" decoding="async" />
      ))}
    </span>
  );
}
