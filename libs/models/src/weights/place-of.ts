import type { WeightsRow } from './row.ts';

/** What is put into a weights folder, in words. */
export function placeOf(row: WeightsRow): string {
  return row.format === 'tfjs-layers' ? `the folder ${row.folder} with its model.json` : `the file ${row.file}`;
}
