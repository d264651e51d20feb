import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ContentStore } from '../import/content-store.ts';
import { importFolder } from '../import/import-folder.ts';
import { certifySplit } from '../split/certify-split.ts';
import { makeSplit } from '../split/make-split.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { LESION_KINDS, drawPatient } from './patient.ts';
import { planDemo } from './plan.ts';
import { renderSlice } from './render-slice.ts';
import { writeDemoFolder } from './write-demo-folder.ts';

test('the demo is imported without a problem, and its certificate fails as planted', async () => {
  const [root, home] = [path.join(await temporaryFolder(), 'demo'), await temporaryFolder()];
  const seen: number[] = [];
  const demo = await writeDemoFolder(root, { onProgress: ({ done }) => seen.push(done) });
  expect(demo).toEqual({ directory: root, images: 592, copies: 12, sharedPatient: 'P089' });
  expect(seen.at(-1)).toBe(592);
  expect((await readdir(root)).sort()).toEqual(['SOURCE.txt', 'test', 'train']);
  expect(await readFile(path.join(root, 'SOURCE.txt'), 'utf8')).toMatch(/^Synthetic .*No person was scanned/);

  const imported = await importFolder({ root, store: new ContentStore(home) });
  expect([imported.problems, imported.items.length, imported.added.length]).toEqual([[], 592, 580]);
  expect([...new Set(imported.items.map((item) => item.label))]).toEqual([...LESION_KINDS]);
  const items = imported.items.map((item) => ({ ...item, id: item.path, group: null }));
  const { checks } = certifySplit(items, makeSplit({ items, strategy: 'OFFICIAL', seed: 1 }));
  const crossing = checks.filter(({ kind }) => kind === 'EXACT_BYTES').map(({ crossing: count }) => count);
  expect(crossing[0]).toBe(0);
  expect((crossing[1] ?? 0) + (crossing[2] ?? 0)).toBe(7);

  const patients = (subset: string) =>
    new Set(items.filter((item) => item.path.startsWith(`${subset}/`)).map((item) => path.basename(item.path).slice(0, 4)));
  expect([...patients('train')].filter((patient) => patients('test').has(patient))).toEqual([demo.sharedPatient]);

  // once more: nothing to do; beside other files: refused
  expect(await writeDemoFolder(root)).toEqual(demo);
  await expect(writeDemoFolder(root, { seed: 2 })).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('it never touches a folder that holds something else', async () => {
  const root = await temporaryFolder();
  await writeFile(path.join(root, 'thesis.txt'), 'mine');
  await expect(writeDemoFolder(root)).rejects.toMatchObject({ code: 'CONFLICT', item: root });
  await expect(writeDemoFolder(path.join(root, 'thesis.txt'))).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await readdir(root)).toEqual(['thesis.txt']);
});

test('an abort leaves nothing', async () => {
  const root = await temporaryFolder();
  const abort = new AbortController();
  const writing = writeDemoFolder(path.join(root, 'demo'), { signal: abort.signal, onProgress: () => abort.abort() });
  await expect(writing).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(await readdir(root)).toEqual([]);
});

test('the seed alone decides what is drawn', () => {
  const draw = (seed: number) => renderSlice(drawPatient(seed, 3, 'glioma-like'), 2, 5);
  expect(draw(1)).toEqual(draw(1));
  expect(draw(2)).not.toEqual(draw(1));
  expect(planDemo(1).copies).toEqual(planDemo(1).copies);
});

test('a lesion stands out from the same head without one', () => {
  for (const kind of LESION_KINDS) {
    if (kind === 'no-lesion') continue;
    for (let number = 1; number <= 20; number += 1) {
      const patient = drawPatient(1, number, kind);
      const [withLesion, without] = [
        renderSlice(patient, 2, 5),
        renderSlice({ ...patient, lesion: null, level: patient.level }, 2, 5),
      ];
      const changed = withLesion.filter((grey, at) => Math.abs(grey - (without[at] ?? 0)) > 25).length;
      expect(changed).toBeGreaterThan(25);
    }
  }
});
