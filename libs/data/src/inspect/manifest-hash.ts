import { createHash } from 'node:crypto';

export interface ManifestItem {
  /** Relative to the imported folder, with `/`. */
  readonly path: string;
  readonly label: string;
  /** Patient or other unit that must stay together; null where unknown. */
  readonly group: string | null;
  readonly sha256: string;
}

/**
 * SHA-256 over what a dataset version is: path, label, group and content of each image. The same images with the same labels
 * and groups give the same value on any machine, in whatever order they come.
 */
export function manifestHash(items: readonly ManifestItem[]): string {
  // one line of JSON an item: no name, whatever it holds, can run into the next
  const lines = items.map(({ path, label, group, sha256 }) => JSON.stringify([path, label, group, sha256]));
  lines.sort();
  const hash = createHash('sha256').update('sagittal-manifest/1\n');
  for (const line of lines) hash.update(line).update('\n');
  return hash.digest('hex');
}
