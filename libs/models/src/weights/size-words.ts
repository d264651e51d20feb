import { architectures } from '../architectures/catalogue.ts';
import type { WeightsRow } from './row.ts';

const SINGLE_BYTES = 4;

/** `98.0 MB`, in millions of bytes, as downloads are told. */
export function megabytes(bytes: number | null): string {
  return bytes === null ? 'of unknown size' : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** How large weights are: `98.0 MB`, and where that is not published, `about 1.6 MB`, by the architecture's parameters. */
export function sizeWords(row: WeightsRow): string {
  const card = row.bytes === null ? architectures.find(({ weights }) => weights.includes(row)) : undefined;
  return card === undefined ? megabytes(row.bytes) : `about ${megabytes(SINGLE_BYTES * card.totalParameters)}`;
}
