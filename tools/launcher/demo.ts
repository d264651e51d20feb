import path from 'node:path';
import { writeDemoFolder } from '@sagittal/data';
import { ask } from './graphql.ts';

export const DEMO_DATASET = 'demo-phantoms (synthetic)';

export const demoFolder = (home: string): string => path.join(home, 'demo');

/** Begins an import. @returns the job's id */
export async function importFolder(url: string, input: { name?: string; datasetId?: string; path: string }): Promise<string> {
  const { importDataset } = await ask<{ importDataset: { id: string } }>(
    url,
    'mutation ($input: ImportDatasetInput!) { importDataset(input: $input) { id } }',
    { input },
  );
  return importDataset.id;
}

/**
 * On a database that never had a dataset, draws the synthetic one and imports it the way a person would: by the API, as a job.
 *
 * @returns the job's id, or null where there is a dataset or an import already
 */
export async function offerDemo(url: string, home: string): Promise<string | null> {
  const { datasets, jobs } = await ask<{ datasets: { edges: unknown[] }; jobs: { edges: unknown[] } }>(
    url,
    `{ datasets(includeArchived: true, first: 1) { edges { node { id } } }
       jobs(status: [QUEUED, RUNNING, SUCCEEDED], first: 1) { edges { node { id } } } }`,
  );
  if (datasets.edges.length > 0 || jobs.edges.length > 0) return null;
  const { directory } = await writeDemoFolder(demoFolder(home));
  return importFolder(url, { name: DEMO_DATASET, path: directory });
}
