'use client';
import { useQuery } from '@tanstack/react-query';
import { Empty } from '../../../components/ui/empty.tsx';
import { useUrlState } from '../../../lib/use-url-state.ts';
import { datasetQuery } from '../api/dataset-query.ts';
import { chosen, datasetView } from '../api/dataset-view.ts';
import { CertificateCard } from './certificate-card.tsx';
import { ClassesCard } from './classes-card.tsx';
import styles from './dataset-detail.module.css';
import { DatasetHeader } from './dataset-header.tsx';
import { ImagesCard } from './images-card.tsx';
import { ImportProblemsCard } from './import-problems-card.tsx';
import { SplitsCard } from './splits-card.tsx';
import { VersionsCard } from './versions-card.tsx';

/** Can a result on this be trusted: the certificate of the chosen split, the balance of the classes, and the images. */
export function DatasetDetail({ id }: { readonly id: string }) {
  const [params, patch] = useUrlState();
  const view = datasetView(params);
  const { data: dataset } = useQuery(datasetQuery(id));
  if (!dataset) return null;
  const { version, split } = chosen(dataset.versions, view);
  const classes = version?.classes.map(({ name }) => name) ?? [];
  return (
    <>
      <DatasetHeader dataset={dataset} version={version} split={split} />
      {version === null ? <Empty title="No version yet">Its import still runs, or failed.</Empty> : null}
      {version ? (
        <div className={styles['columns']}>
          <div className={styles['column']}>
            {split ? <CertificateCard split={split} /> : null}
            {version.importJob && version.importJob.problems.length > 0 ? (
              <ImportProblemsCard problems={version.importJob.problems} imported={version.imageCount} />
            ) : null}
          </div>
          <div className={styles['column']}>
            <SplitsCard
              splits={version.splits}
              chosen={split?.id ?? null}
              onChoose={(choice) => patch({ split: choice, subset: null })}
            />
            <ClassesCard split={split} classes={version.classes} />
            <VersionsCard
              versions={dataset.versions}
              chosen={version.id}
              onChoose={(choice) => patch({ version: choice, split: null, label: null, subset: null })}
            />
          </div>
        </div>
      ) : null}
      {version ? <ImagesCard version={version} splitId={split?.id ?? null} classes={classes} view={view} patch={patch} /> : null}
    </>
  );
}
