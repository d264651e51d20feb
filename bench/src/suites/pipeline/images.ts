import { scanFolder, writeDemoFolder } from '@sagittal/data';
import type { TrainImage } from '@sagittal/training';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

export interface ImageFolder {
  readonly path: string;
  readonly name: string;
}

/** The folder that was named, else the brain scans beside the checkout, else the demonstration images, drawn into `scratch`. */
export async function chooseFolder(named: string | undefined, root: string, scratch: string): Promise<ImageFolder> {
  const brain = path.join(root, '../shared/data/brain-tumor-mri');
  const chosen = named ?? (existsSync(brain) ? brain : undefined);
  if (chosen !== undefined) return { path: chosen, name: path.basename(chosen) };
  const demo = path.join(scratch, 'demo');
  await writeDemoFolder(demo);
  return { path: demo, name: 'demonstration images' };
}

export interface SampledImages {
  readonly classes: readonly string[];
  readonly all: readonly TrainImage[];
}

/** At most `count` images, no two of them byte-equal, evenly over the folder. */
export async function sampleImages(folder: string, count: number): Promise<SampledImages> {
  const { entries } = await scanFolder(folder);
  const classes = [...new Set(entries.map((entry) => entry.label))].sort();
  const all = new Map<string, TrainImage>();
  const stride = Math.max(1, entries.length / count);
  // a second round, between the places of the first, makes up for byte-equal copies
  for (const offset of [0, stride / 2]) {
    for (let place = offset; place < entries.length && all.size < count; place += stride) {
      const entry = entries[Math.floor(place)];
      if (entry === undefined) continue;
      const sha256 = createHash('sha256')
        .update(await readFile(entry.absolute))
        .digest('hex');
      all.set(sha256, {
        itemId: sha256,
        name: entry.absolute,
        path: entry.absolute,
        sha256,
        classIndex: classes.indexOf(entry.label),
      });
    }
  }
  return { classes, all: [...all.values()] };
}
