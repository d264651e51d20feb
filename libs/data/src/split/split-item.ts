import type { Subset } from '@sagittal/contracts';

/** What a split needs to know of an image. */
export interface SplitItem {
  readonly id: string;
  readonly label: string;
  readonly sha256: string;
  /** Patient or other unit that must stay together; null where unknown. */
  readonly group: string | null;
  /** What the folders say; null where they say nothing. */
  readonly officialSubset: Subset | null;
}

/** Which subset each item is in; an item without an entry is in none. */
export type SplitAssignment = ReadonlyMap<string, Subset>;
