'use client';
import { Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { Card } from '../../../components/ui/card.tsx';
import { Empty } from '../../../components/ui/empty.tsx';
import { Failure } from '../../../components/ui/failure.tsx';
import { ImageStrip } from '../../../components/ui/image-strip.tsx';
import { LinkButton } from '../../../components/ui/link-button.tsx';
import { Loading } from '../../../components/ui/loading.tsx';
import { SplitBadges } from '../../../components/ui/split-badges.tsx';
import { Time } from '../../../components/ui/time.tsx';
import { countOf } from '../../../lib/format/number.ts';
import { useUrlState } from '../../../lib/use-url-state.ts';
import text from '../../../styles/text.module.css';
import { datasetsQuery } from '../api/datasets-query.ts';
import styles from './datasets-list.module.css';

/** Every dataset with a look into it, its classes and the certificates of its splits. */
export function DatasetsList() {
  const [params, patch] = useUrlState();
  const archived = params.get('archived') === '1';
  const { data, error, isPending, refetch } = useQuery(datasetsQuery(archived));
  return (
    <>
      <div className={styles['bar']}>
        <Switch
          label="Show archived"
          size="xs"
          checked={archived}
          onChange={({ currentTarget: { checked } }) => patch({ archived: checked ? '1' : null })}
        />
        <p className={text['quiet']} role="status">
          {data ? countOf(data.datasets.totalCount, 'dataset') : ' '}
        </p>
      </div>
      {error ? <Failure title="The datasets could not be read" error={error} retry={refetch} /> : null}
      {isPending ? <Loading what="Datasets" /> : null}
      {data?.datasets.nodes.length === 0 ? (
        <Empty
          title="No dataset yet"
          action={
            <LinkButton href="/datasets?import=new" variant="filled">
              Import a dataset
            </LinkButton>
          }
        >
          A folder with one folder a class becomes a dataset: each image is decoded, hashed and split, and the split gets its
          certificate.
        </Empty>
      ) : null}
      <div className={styles['grid']}>
        {data?.datasets.nodes.map(({ id, name, description, archived: isArchived, latestVersion: version }) => (
          <Card key={id}>
            <Link href={`/datasets/${id}`} className={styles['link']}>
              <ImageStrip images={version?.images.nodes ?? []} length={6} />
              <span className={styles['title']}>
                <h2 title={name}>{name}</h2>
                {isArchived ? <span className={styles['archived']}>archived</span> : null}
              </span>
            </Link>
            {version ? (
              <p className={text['secondary']}>
                {countOf(version.imageCount, 'image')}, {countOf(version.classes.length, 'class', 'classes')}, v{version.number},{' '}
                <Time iso={version.createdAt} />
              </p>
            ) : null}
            {description ? <p className={styles['description']}>{description}</p> : null}
            <SplitBadges splits={version?.splits ?? []} />
          </Card>
        ))}
      </div>
    </>
  );
}
