import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeDemoFolder } from '@sagittal/data';
import { ask } from './graphql.ts';

export const DEMO_DATASET = 'demo-phantoms (synthetic)';

export const demoFolder = (home: string): string => path.join(home, 'demo');

/** Draws the synthetic dataset as files, where it is not there. @returns its folder */
export async function drawDemo(home: string): Promise<string> {
  const folder = demoFolder(home);
  if (existsSync(folder)) return folder;
  // whole or not at all: a start that was broken off must not leave half a dataset
  const half = `${folder}.half`;
  rmSync(half, { recursive: true, force: true });
  await writeDemoFolder(half);
  renameSync(half, folder);
  return folder;
}

export async function importFolder(url: string, name: string, folder: string): Promise<string> {
  const { importDataset } = await ask<{ importDataset: { id: string } }>(
    url,
    'mutation ($input: ImportDatasetInput!) { importDataset(input: $input) { id } }',
    { input: { name, path: folder } },
  );
  return importDataset.id;
}

/**
 * On a database that never had a dataset, imports the synthetic one, the way a person would: by the API, as a job.
 *
 * @returns whether it began
 */
export async function offerDemo(url: string, home: string): Promise<boolean> {
  const { datasets, jobs } = await ask<{ datasets: { edges: unknown[] }; jobs: { edges: unknown[] } }>(
    url,
    `{ datasets(includeArchived: true, first: 1) { edges { node { id } } }
       jobs(status: [QUEUED, RUNNING, SUCCEEDED], first: 1) { edges { node { id } } } }`,
  );
  if (datasets.edges.length > 0 || jobs.edges.length > 0) return false;
  await importFolder(url, DEMO_DATASET, await drawDemo(home));
  return true;
}
