'use client';
import Link from 'next/link';
import { Card } from '../../../components/ui/card.tsx';
import { Empty } from '../../../components/ui/empty.tsx';
import { ImageStrip } from '../../../components/ui/image-strip.tsx';
import { LinkButton } from '../../../components/ui/link-button.tsx';
import { SplitBadges } from '../../../components/ui/split-badges.tsx';
import type { DatasetCardFragment } from '../../../gql/graphql.ts';
import { count, countOf } from '../../../lib/format/number.ts';
import text from '../../../styles/text.module.css';
import styles from './datasets-card.module.css';

/** The datasets with a look into each, and how far their splits can be trusted. */
export function DatasetsCard({ datasets, total }: { readonly datasets: readonly DatasetCardFragment[]; readonly total: number }) {
  return (
    <Card
      title="Datasets"
      action={
        <Link className={text['link']} href="/datasets">
          All {count(total)}
        </Link>
      }
    >
      {datasets.length === 0 ? (
        <Empty title="No dataset yet" action={<LinkButton href="/datasets?import=new">Import a dataset</LinkButton>} />
      ) : null}
      {datasets.map(({ id, name, latestVersion }) => (
        <div key={id} className={styles['dataset']}>
          <Link href={`/datasets/${id}`} className={styles['link']}>
            <ImageStrip images={latestVersion?.images.nodes ?? []} length={5} />
            <span className={styles['words']}>
              <b title={name}>{name}</b>
              {latestVersion ? (
                <span>
                  {countOf(latestVersion.imageCount, 'image')}, {countOf(latestVersion.classes.length, 'class', 'classes')}
                </span>
              ) : null}
            </span>
          </Link>
          <SplitBadges splits={latestVersion?.splits ?? []} />
        </div>
      ))}
    </Card>
  );
}
