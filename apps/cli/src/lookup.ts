import type { DatasetQuery } from './gql/operations.ts';
import { datasetDocument, datasetVersionDocument } from './documents/index.ts';
import { EXIT } from './exit-codes.ts';
import { Failure } from './failure.ts';
import type { Client } from './server/client.ts';
import { idKind } from '@sagittal/contracts';

export type Version = NonNullable<NonNullable<DatasetQuery['dataset']>['latestVersion']>;

function notFound(item: string, what: string, hint: string): Failure {
  return new Failure(EXIT.failed, { code: 'NOT_FOUND', message: `There is no ${what} “${item}”.`, item, hint });
}

/** A dataset by its name or its id (`ds_…`). @throws Failure NOT_FOUND */
export async function findDataset(client: Client, nameOrId: string): Promise<NonNullable<DatasetQuery['dataset']>> {
  const { dataset } = await client.request(
    datasetDocument,
    idKind(nameOrId) === 'dataset' ? { id: nameOrId } : { name: nameOrId },
  );
  if (!dataset) throw notFound(nameOrId, 'dataset', 'List them with `npm run sagittal -- datasets --archived`.');
  return dataset;
}

/** A version of a dataset: the newest of the dataset of that name or id, or the one of that id (`dsv_…`). @throws Failure NOT_FOUND */
export async function findVersion(client: Client, nameOrId: string): Promise<Version> {
  if (idKind(nameOrId) === 'datasetVersion') {
    const { node } = await client.request(datasetVersionDocument, { id: nameOrId });
    if (node?.__typename === 'DatasetVersion') return node;
    throw notFound(nameOrId, 'dataset version', 'List the datasets with `npm run sagittal -- datasets`.');
  }
  const dataset = await findDataset(client, nameOrId);
  if (!dataset.latestVersion) {
    throw new Failure(EXIT.failed, {
      code: 'CONFLICT',
      message: `The dataset “${dataset.name}” has no version yet.`,
      item: dataset.id,
      hint: 'Wait until its import is done.',
    });
  }
  return dataset.latestVersion;
}

/** The splits that an import makes, the official one before a drawn one. */
const IMPORT_SPLITS = ['official', 'stratified'];

/** A split of the version by its name or id; without one, that which the import made. @throws Failure NOT_FOUND */
export function chooseSplit(version: Version, nameOrId: string | undefined): Version['splits'][number] {
  const { splits } = version;
  const hint = `Its splits: ${splits.map((split) => split.name).join(', ') || 'none'}.`;
  if (nameOrId !== undefined) {
    const named = splits.find((split) => split.id === nameOrId) ?? splits.find((split) => split.name === nameOrId);
    if (named === undefined)
      throw notFound(nameOrId, `split of version ${String(version.number)} of “${version.dataset.name}” called`, hint);
    return named;
  }
  for (const name of IMPORT_SPLITS) {
    const made = splits.find((split) => split.name === name);
    if (made !== undefined) return made;
  }
  const [only, ...others] = splits;
  if (only !== undefined && others.length === 0) return only;
  throw new Failure(EXIT.usage, { message: 'Which split? The import made none: name one by --split.', hint });
}
