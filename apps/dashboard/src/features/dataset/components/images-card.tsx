'use client';
import { Button, Select } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Card } from '../../../components/ui/card.tsx';
import { ClassLabel } from '../../../components/ui/class-label.tsx';
import { Empty } from '../../../components/ui/empty.tsx';
import { Failure } from '../../../components/ui/failure.tsx';
import { Gallery } from '../../../components/ui/gallery.tsx';
import { KeyValues } from '../../../components/ui/key-values.tsx';
import { Segments } from '../../../components/ui/segments.tsx';
import { ShowMore } from '../../../components/ui/show-more.tsx';
import { Tile } from '../../../components/ui/tile.tsx';
import { ImageViewer } from '../../../components/viewer/image-viewer.tsx';
import { MISSING } from '../../../lib/format/missing.ts';
import { bytes, count } from '../../../lib/format/number.ts';
import type { useUrlState } from '../../../lib/use-url-state.ts';
import { type Version, imagesQuery } from '../api/dataset-query.ts';
import { type DatasetView, imageWhere } from '../api/dataset-view.ts';
import styles from './images-card.module.css';

/** The images of a version, by class and subset; each opens over the whole window. */
export function ImagesCard(props: {
  readonly version: Version;
  readonly splitId: string | null;
  readonly classes: readonly string[];
  readonly view: DatasetView;
  readonly patch: ReturnType<typeof useUrlState>[1];
}) {
  const { version, splitId, classes, view, patch } = props;
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    imagesQuery(version.id, imageWhere(view, splitId)),
  );
  const images = data?.pages.flatMap(({ nodes }) => nodes) ?? [];
  const total = data?.pages[0]?.totalCount ?? 0;
  const opened = images.find(({ id }) => id === view.open);
  const open = (id: string | null): void => patch({ image: id });
  return (
    <Card title="Images" sub={data ? `${count(total)} of ${count(version.imageCount)}` : ' '}>
      <div className={styles['filters']}>
        <Select
          aria-label="Class"
          data={[{ value: '', label: 'All classes' }, ...classes.map((name) => ({ value: name, label: name }))]}
          value={view.label ?? ''}
          onChange={(label) => patch({ label, image: null })}
        />
        {splitId === null ? null : (
          <Segments
            label="Subset"
            value={view.subset ?? 'ALL'}
            options={[
              { value: 'ALL', label: 'All' },
              { value: 'TRAIN', label: 'Training' },
              { value: 'VALIDATION', label: 'Validation' },
              { value: 'TEST', label: 'Test' },
            ]}
            onChange={(subset) => patch({ subset: subset === 'ALL' ? null : subset, image: null })}
          />
        )}
      </div>
      {error ? <Failure title="The images could not be read" error={error} retry={refetch} /> : null}
      {data && total === 0 ? (
        <Empty
          title="No image matches"
          action={
            <Button variant="default" onClick={() => patch({ label: null, subset: null })}>
              Show all images
            </Button>
          }
        />
      ) : null}
      <div className={styles['tiles']}>
        <Gallery>
          {images.map((image) => (
            <Tile key={image.id} image={image} label={image.label} classes={classes} onOpen={() => open(image.id)} />
          ))}
        </Gallery>
      </div>
      <ShowMore shown={images.length} total={total} hasMore={hasNextPage} busy={isFetchingNextPage} onMore={fetchNextPage} />
      {view.open !== null && opened ? (
        <ImageViewer
          title={`Images, ${version.imageCount === total ? 'all' : 'filtered'}`}
          openId={view.open}
          image={opened}
          frames={images.map((image) => ({ id: image.id, label: image.label, image }))}
          total={total}
          classes={classes}
          onOpen={open}
          onNearEnd={() => {
            if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
          }}
        >
          <div className={styles['about']}>
            <KeyValues
              rows={[
                ['Class', <ClassLabel key="class" name={opened.label} classes={classes} strong />],
                ['Patient or group', opened.group ?? MISSING],
                ['Size', `${opened.width} × ${opened.height}, ${bytes(opened.bytes)}`],
                ['SHA-256', <code key="hash">{opened.sha256.slice(0, 16)}…</code>],
              ]}
            />
          </div>
        </ImageViewer>
      ) : null}
    </Card>
  );
}
