import type { WeightsRow } from './row.ts';
import { sizeWords } from './size-words.ts';

/** Where weights are looked for, and whence they come. */
export interface WeightsPlaces {
  /** Looked through first to last; never written. */
  readonly folders: readonly string[];
  /** Looked through last, and where downloads go; null: there is none, and nothing is downloaded. */
  readonly downloads: string | null;
  /** What takes the place of scheme and host of every address; null: the publishers themselves. */
  readonly mirror: string | null;
  /** Nothing is downloaded. */
  readonly offline: boolean;
}

/** What is looked for in a weights folder. */
export function entryOf(row: WeightsRow): string {
  return row.format === 'tfjs-layers' ? row.folder : row.file;
}

/** Whether `downloadWeights` can fetch them; whether the network lets it is seen when it tries. */
export function isDownloadable(row: WeightsRow, { downloads, offline }: WeightsPlaces): boolean {
  return row.format !== 'tfjs-layers' && row.url !== null && downloads !== null && !offline;
}

/** The address that weights are fetched from: the publisher's, or the same path at the mirror. */
export function addressOf(url: string, mirror: string | null): string {
  if (mirror === null) return url;
  const { pathname, search } = new URL(url);
  return `${mirror.replace(/\/+$/, '')}${pathname}${search}`;
}

/** How weights are carried to a machine without a network: what, from where, how large, its hash, and where it belongs. */
export function howToBring(row: WeightsRow, { folders, downloads }: WeightsPlaces): string {
  const known = [...folders, ...(downloads === null ? [] : [downloads])];
  const place = known.length === 0 ? 'a folder of your choice, and name that folder in SAGITTAL_WEIGHTS' : known.join(' or ');
  if (row.format === 'tfjs-layers') {
    return `Get them from ${row.source} (${sizeWords(row)}, ${row.licence}) and put the folder ${row.folder} with its model.json into ${place}.`;
  }
  const hash = row.sha256 !== null ? `, SHA-256 ${row.sha256}` : row.md5 !== null ? `, MD5 ${row.md5}` : '';
  return `On a machine with a network, fetch ${row.url ?? row.source} (${sizeWords(row)}, ${row.licence}${hash}) and put it as ${row.file} into ${place}.`;
}
