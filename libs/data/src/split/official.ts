import { AppError, type Subset } from '@sagittal/contracts';
import { drawStratified } from './draw.ts';
import type { SplitItem } from './split-item.ts';

/** Share of the folders' training part that becomes validation where the folders have none. */
export const OFFICIAL_VALIDATION = 0.2;

/** Whether the folders name at least a training and a test part, so that an official split is possible. */
export function hasOfficialSubsets(items: readonly Pick<SplitItem, 'officialSubset'>[]): boolean {
  const subsets = new Set(items.map((item) => item.officialSubset));
  return subsets.has('TRAIN') && subsets.has('TEST') && !subsets.has(null);
}

/** The folders' own subsets; where there is no validation folder, validation is drawn from train. Throws NO_OFFICIAL_SUBSETS. */
export function splitOfficially(items: readonly SplitItem[], seed: number, validation: number): Map<string, Subset> {
  if (!hasOfficialSubsets(items)) {
    throw new AppError('NO_OFFICIAL_SUBSETS', {
      message: 'The folders of this dataset do not name both a training and a test part.',
      field: 'strategy',
      hint: 'Choose the strategy STRATIFIED, or import a folder with train and test folders above the class folders.',
    });
  }
  const assignment = new Map<string, Subset>();
  for (const item of items) if (item.officialSubset !== null) assignment.set(item.id, item.officialSubset);
  if (items.some((item) => item.officialSubset === 'VALIDATION')) return assignment;
  const training = items.filter((item) => item.officialSubset === 'TRAIN');
  for (const [id, subset] of drawStratified(training, [{ subset: 'VALIDATION', fraction: validation }], 'TRAIN', seed))
    assignment.set(id, subset);
  return assignment;
}
