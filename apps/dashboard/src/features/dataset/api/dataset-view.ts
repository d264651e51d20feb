import { SUBSETS } from '@sagittal/contracts';
import type { ImageWhere, Subset } from '../../../gql/graphql.ts';

/** What of a dataset is shown: all of it stands in the URL. */
export interface DatasetView {
  readonly version: string | null;
  readonly split: string | null;
  readonly label: string | null;
  readonly subset: Subset | null;
  readonly open: string | null;
}

export function datasetView(params: URLSearchParams): DatasetView {
  return {
    version: params.get('version'),
    split: params.get('split'),
    label: params.get('label'),
    subset: SUBSETS.find((subset) => subset === params.get('subset')) ?? null,
    open: params.get('image'),
  };
}

/** The version asked for, else the newest (they come newest first); and its split asked for, else its first. */
export function chosen<Version extends { readonly id: string; readonly splits: readonly { readonly id: string }[] }>(
  versions: readonly Version[],
  view: DatasetView,
): { readonly version: Version | null; readonly split: Version['splits'][number] | null } {
  const version = versions.find(({ id }) => id === view.version) ?? versions[0] ?? null;
  const split = version?.splits.find(({ id }) => id === view.split) ?? version?.splits[0] ?? null;
  return { version, split };
}

export function imageWhere(view: DatasetView, splitId: string | null): ImageWhere {
  return {
    ...(view.label === null ? {} : { label: view.label }),
    ...(view.subset === null || splitId === null ? {} : { subset: view.subset, splitId }),
  };
}
