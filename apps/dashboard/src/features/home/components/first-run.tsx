'use client';
import { IconCheck, IconCode, IconListDetails, IconUpload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Card } from '../../../components/ui/card.tsx';
import { Kbd } from '../../../components/ui/kbd.tsx';
import { LinkButton } from '../../../components/ui/link-button.tsx';
import { ProgressBar } from '../../../components/ui/progress-bar.tsx';
import type { DatasetCardFragment, HomeQuery } from '../../../gql/graphql.ts';
import { countOf } from '../../../lib/format/number.ts';
import { progressShare } from '../../../lib/run-progress.ts';
import { DemoImages } from './demo-images.tsx';
import styles from './first-run.module.css';
import { LaunchFirstRun } from './launch-first-run.tsx';

/** The demo dataset, else whatever dataset there is to train on. */
function firstDataset(datasets: readonly DatasetCardFragment[]): DatasetCardFragment | null {
  const usable = datasets.filter(({ latestVersion }) => (latestVersion?.splits.length ?? 0) > 0);
  return usable.find(({ name }) => name.startsWith('demo')) ?? usable[0] ?? null;
}

function Step({
  n,
  state,
  title,
  children,
}: {
  readonly n: number;
  readonly state: 'done' | 'now' | 'later';
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <li className={styles['step']} data-state={state}>
      <span className={styles['number']}>{state === 'done' ? <IconCheck size={14} stroke={2.4} aria-label="done" /> : n}</span>
      <span>
        <b>{title}</b>
        <br />
        {children}
      </span>
    </li>
  );
}

/** What a newcomer sees: one sentence, the images, one button with its cost in time. */
export function FirstRun({
  datasets,
  job,
}: {
  readonly datasets: readonly DatasetCardFragment[];
  readonly job: HomeQuery['jobs']['nodes'][number] | null;
}) {
  const dataset = firstDataset(datasets);
  const version = dataset?.latestVersion ?? null;
  const split = version?.splits[0] ?? null;
  return (
    <>
      <Card>
        <div className={styles['hero']}>
          <div className={styles['words']}>
            <p className={styles['local']}>
              <IconCheck size={14} stroke={2.4} aria-hidden /> Sagittal is running on this machine, nothing leaves it
            </p>
            <h1 className={styles['title']}>Launch your first run</h1>
            <p className={styles['lead']}>
              {dataset
                ? 'A dataset is ready. Train a small network on it, then see how far its answer can be trusted.'
                : 'The demo dataset is being prepared: drawn head scans, no patient in them.'}
            </p>
            <ol className={styles['steps']}>
              <Step n={1} state={dataset ? 'done' : 'now'} title="Data">
                {dataset && version
                  ? `Ready: ${dataset.name}, ${countOf(version.imageCount, 'image')}`
                  : 'Each image is decoded, hashed and stored'}
                {!dataset && job ? (
                  <span className={styles['bar']}>
                    <ProgressBar
                      share={progressShare({ phase: 'PREPARING', done: job.done, total: job.total })}
                      label="Progress of the import"
                    />
                  </span>
                ) : null}
              </Step>
              <Step n={2} state={dataset ? 'now' : 'later'} title="Train">
                A small network, from scratch
              </Step>
              <Step n={3} state="later" title="Trust">
                Accuracy with its interval, each class, each mistake
              </Step>
            </ol>
            {split ? <LaunchFirstRun split={split} /> : null}
          </div>
          <div className={styles['images']}>
            {version && split ? <DemoImages version={version} certificate={split.certificate} /> : null}
          </div>
        </div>
      </Card>
      <div className={styles['ways']}>
        <Card>
          <IconUpload size={20} stroke={1.7} className={styles['icon'] ?? ''} aria-hidden />
          <h2>Bring your own images</h2>
          <p>A folder with one folder a class. Exact copies are found before anything trains.</p>
          <LinkButton href="/datasets?import=new">Import a dataset</LinkButton>
        </Card>
        <Card>
          <IconCode size={20} stroke={1.7} className={styles['icon'] ?? ''} aria-hidden />
          <h2>Work from a notebook</h2>
          <p>Every number here is a GraphQL query away, from Python or the command line.</p>
          <LinkButton href="/api-access">See the API</LinkButton>
        </Card>
      </div>
      <Card>
        <div className={styles['none']}>
          <IconListDetails size={20} stroke={1.7} aria-hidden />
          <p>
            <b>No runs yet</b>
            <br />
            They will be listed here with intervals, curves and the certificate of their split.
          </p>
          <p className={styles['hint']}>
            Press <Kbd>Ctrl K</Kbd> to find anything
          </p>
        </div>
      </Card>
    </>
  );
}
