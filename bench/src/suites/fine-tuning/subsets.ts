import { imageBatches, scanFolder } from '@sagittal/data';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** Images of one subset, decoded: [images, size, size, RGB], and the class of each. */
export interface DecodedSubset {
  readonly pixels: Uint8Array;
  readonly labels: readonly number[];
}

export interface Subsets {
  readonly classes: readonly string[];
  readonly training: DecodedSubset;
  readonly test: DecodedSubset;
}

/**
 * Parts of a folder's own training and test images, evenly over each, no two byte-equal: what a network may have seen in training
 * is not in the test.
 * @throws RangeError where the folder has no such subsets or too few images.
 */
export async function readSubsets(
  folder: string,
  { size, training, test }: { readonly size: number; readonly training: number; readonly test: number },
): Promise<Subsets> {
  const { entries } = await scanFolder(folder);
  const classes = [...new Set(entries.map((entry) => entry.label))].sort();
  const known = new Set<string>();
  const choose = async (subset: 'TRAIN' | 'TEST', count: number): Promise<DecodedSubset> => {
    const all = entries.filter((entry) => entry.officialSubset === subset);
    const paths: string[] = [];
    const labels: number[] = [];
    const stride = Math.max(1, all.length / count);
    for (const offset of [0, stride / 2]) {
      for (let place = offset; place < all.length && paths.length < count; place += stride) {
        const entry = all[Math.floor(place)];
        if (entry === undefined) continue;
        const hash = createHash('sha256')
          .update(await readFile(entry.absolute))
          .digest('hex');
        if (known.has(hash)) continue;
        known.add(hash);
        paths.push(entry.absolute);
        labels.push(classes.indexOf(entry.label));
      }
    }
    if (paths.length < count)
      throw new RangeError(`${folder} has ${String(paths.length)} different ${subset} images, not ${String(count)}.`);
    const pixels = new Uint8Array(count * size * size * 3);
    for await (const { data, start } of imageBatches({ paths, height: size, width: size, batch: 64 }))
      pixels.set(data, start * size * size * 3);
    return { pixels, labels };
  };
  return { classes, training: await choose('TRAIN', training), test: await choose('TEST', test) };
}
