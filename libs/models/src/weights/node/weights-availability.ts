import { AppError } from '@sagittal/contracts';
import { howToBring, isDownloadable, type WeightsPlaces } from '../how-to-bring.ts';
import type { WeightsRow } from '../row.ts';
import { sizeWords } from '../size-words.ts';
import { findWeights } from './find-weights.ts';

export interface WeightsAvailability {
  readonly name: string;
  /** They are on this machine. */
  readonly available: boolean;
  /** They are not here, and a run downloads them as it begins. */
  readonly downloadable: boolean;
  readonly path: string | null;
  /** Size on disk, or as the row says where the files are not here. */
  readonly bytes: number | null;
  /** What happens or what to do where they are not here; null where they are. */
  readonly hint: string | null;
}

/** Whether a row can be used here and, where not, what to do. A damaged folder counts as not available and says why. */
export function weightsAvailability(row: WeightsRow, places: WeightsPlaces): WeightsAvailability {
  const absent = { name: row.name, available: false, downloadable: false, path: null, bytes: row.bytes };
  try {
    const found = findWeights(row, places);
    if (found !== null) {
      return { name: row.name, available: true, downloadable: false, path: found.path, bytes: found.bytes, hint: null };
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...absent, hint: `${error.message} ${error.hint ?? ''}`.trim() };
  }
  return isDownloadable(row, places)
    ? { ...absent, downloadable: true, hint: `They are downloaded when a run begins (${sizeWords(row)}).` }
    : { ...absent, hint: howToBring(row, places) };
}
