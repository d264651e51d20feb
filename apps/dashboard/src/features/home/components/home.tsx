'use client';
import { useQuery } from '@tanstack/react-query';
import { PageTitle } from '../../../components/shell/page-title.tsx';
import { Failure } from '../../../components/ui/failure.tsx';
import { LaunchButton } from '../../../components/ui/launch-button.tsx';
import { LinkButton } from '../../../components/ui/link-button.tsx';
import { homeQuery } from '../api/home-query.ts';
import { DatasetsCard } from './datasets-card.tsx';
import { FirstRun } from './first-run.tsx';
import styles from './home.module.css';
import { LatestMistakes } from './latest-mistakes.tsx';
import { LatestResults } from './latest-results.tsx';
import { NeedsALook } from './needs-a-look.tsx';
import { TrainingNow } from './training-now.tsx';

/** A newcomer is shown the one thing to do; from the first run on, what runs, what came out and what needs a look. */
export function Home() {
  const { data, error, refetch } = useQuery(homeQuery);
  if (error) {
    return (
      <>
        <h1 className="visually-hidden">Home</h1>
        <Failure title="Home could not be read" error={error} retry={refetch} />
      </>
    );
  }
  if (!data) return <h1 className="visually-hidden">Home</h1>;
  if (data.all.totalCount === 0) return <FirstRun datasets={data.datasets.nodes} job={data.jobs.nodes[0] ?? null} />;
  return (
    <>
      <PageTitle
        title="Home"
        actions={
          <>
            <LinkButton href="/datasets?import=new">Import a dataset</LinkButton>
            <LaunchButton href="/runs/launch" />
          </>
        }
      />
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <TrainingNow />
          <LatestResults runs={data.results.nodes} total={data.all.totalCount} />
          {data.results.nodes[0] ? <LatestMistakes run={data.results.nodes[0]} /> : null}
        </div>
        <div className={styles['column']}>
          <DatasetsCard datasets={data.datasets.nodes} total={data.datasets.totalCount} />
          <NeedsALook failed={data.failed.nodes} datasets={data.datasets.nodes} />
        </div>
      </div>
    </>
  );
}
